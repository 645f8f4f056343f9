"""What is shown, its address and its history are one: Back and Forward, reloading, links, and settings that cannot be."""

from page import address, change, check, choose, octets, put, run_lines, text

query = "0112010134120201040302010105"
block = "19320500341202010503020100000000081ef1ee0b00013800"
place = "location.hash.split('&').at(-1)"


def run(browser):
    changes(browser)
    long(browser)
    tabs(browser)
    often(browser)
    unknown(browser)
    settings(browser)
    pasted(browser)
    files(browser)


def go(browser, script):
    browser.evaluate(f"{script}; new Promise((done) => {{ setTimeout(done, 3000); addEventListener('popstate', () => setTimeout(done), {{ once: true }}); }})")


def changes(browser):
    browser.open(f"{address}#decode&octets={block}")
    change(browser, "imageType", "9")
    change(browser, "fileOffset", "7")
    after = octets(browser)
    go(browser, "history.back()")
    check("Back undoes a change", octets(browser), block.replace("0201", "0900", 1))
    go(browser, "history.back()")
    check("and the one before", octets(browser), block)
    check("the text is the same", browser.evaluate("input.value.replaceAll(' ', '')"), block)
    go(browser, "history.go(2)")
    check("Forward does them again", octets(browser), after)
    check("the address has them", browser.evaluate(place), f"octets={after}")
    choose(browser, "sample", "4")
    go(browser, "history.back()")
    check("a sample does not take away what was there", octets(browser), after)
    # OTA-5: of a file whose header is none, no field is shown that could be changed back.
    choose(browser, "sample", "5")
    change(browser, "headerVersion", "0")
    check("a file that is none any more: why", "header version" in text(browser, "#problem"))
    go(browser, "history.back()")
    check("Back makes it one again", text(browser, "#problem"), "")
    # A sample that was changed can be chosen again.
    change(browser, "fileVersion", "77")
    check("what was changed is no sample", browser.evaluate("sample.value"), "")


def long(browser):
    """What an address has no room for stays all the same."""
    browser.open(address)
    browser.evaluate("decoder.open(new File([new Uint8Array(5000).fill(25)], 'x.bin'))")
    check("a long file is there", browser.evaluate("decoder.octets.length"), 5000)
    check("its address has none of it", browser.evaluate(place), "octets=")
    put(browser, query)
    put(browser, "19" * 5000)
    reload(browser)
    check("after reloading it is there still", browser.evaluate("decoder.octets.length"), 5000)


def reload(browser):
    browser.evaluate("window.isOld = true")
    browser.ask("Page.reload")
    while not browser.evaluate("window.isOld === undefined && document.documentElement?.dataset.ready !== undefined"):
        pass


def tabs(browser):
    browser.open(f"{address}#play&devices=ihd&size=600&step=3")
    browser.evaluate("player.go(player.steps.findIndex((step) => step.kind === 'frame' && step.octets), true)")
    step = browser.evaluate("player.current")
    browser.evaluate("document.querySelector('#step-octets button').click()")
    check("a frame of a step is decoded", browser.evaluate("play.hidden"))
    go(browser, "history.back()")
    check("Back goes to its step", browser.evaluate("[decode.hidden, player.current, player.lanes[2].split(' ')[0]]"), [True, step, "ihd"])
    browser.evaluate("document.getElementById('tab-decode').click()")
    check("who came by the link of a run finds something to decode at the first time", browser.evaluate("decoder.octets.length > 0"))
    browser.open(f"{address}#play&devices=ihd&size=600&step=3")
    browser.evaluate("document.getElementById('tab-decode').click()")
    check("or a sample", octets(browser), query)


def often(browser):
    """Some browsers refuse what comes too often; the page shows everything still."""
    browser.open(address)
    browser.evaluate("history.replaceState = history.pushState = () => { throw new DOMException('too often', 'SecurityError'); }")
    put(browser, block)
    check("the address cannot be kept: a frame is shown", text(browser, "#about").startswith("ZCL frame: Image Block Response"))
    browser.evaluate("document.getElementById('tab-play').click(); document.querySelector('#settings .main').click()")
    browser.evaluate("player.go(5, true)")
    check("and a step", text(browser, "#count").split()[0], "6")


def unknown(browser):
    browser.open(f"{address}#later&octets={block}")
    check("an address of another version: there is something to see", octets(browser), query)
    browser.open(f"{address}#decode&kind=1&octets={block[:21]}")
    check("an address that was cut: where", "at octet 10: an octet has two hexadecimal digits" in text(browser, "#problem"))
    check("a rule of which the page has no words is no button", browser.evaluate("document.querySelectorAll('#problem button').length"), 0)
    check("but is told", text(browser, "#problem").strip().endswith("IF-2"))
    browser.open(f"{address}#decode&kind=1&octets={block[:20]}")
    browser.evaluate("document.querySelector('#problem button').click()")
    check("others have words", len(text(browser, "#rule-words")) > 10)


def settings(browser):
    """What stands in the settings is what is run."""
    shown = """[player.lanes.slice(2).map((lane) => lane.split(' ')[0]).join(), [...document.querySelectorAll('[name=devices]:checked')].map(
        (box) => box.value).join()]"""
    run_lines(browser, "devices=nobody")
    check("a run of no device: the one that is run is ticked", browser.evaluate(shown), ["ppmid", "ppmid"])
    browser.evaluate("document.querySelectorAll('[name=devices]').forEach((box) => box.checked = false);"
                     "document.querySelector('#settings .main').click()")
    check("also if nothing was ticked", browser.evaluate(shown), ["ppmid", "ppmid"])
    for name, value, usual in [("size", "1", 10_000), ("size", "262145", 10_000), ("block", "256", 50), ("loss", "51", 0), ("loss", "-1", 0),
                               ("seed", "x", 1), ("activate", "0.5", 0), ("block", "", 50)]:
        [start, *_] = run_lines(browser, f"devices=ihd&{name}={value}")
        check(f"{name}={value} is not run, and does not stand there", browser.evaluate(f"document.getElementById('number-{name}').value"), str(usual))
        [expected, *_] = run_lines(browser, "devices=ihd")
        check(f"{name}={value}: it is the usual run", start["command"], expected["command"])
    [start, *_] = run_lines(browser, "devices=ihd&size=1e3")
    check("a number as a browser writes it is run", "--size 1000 " in start["command"])
    check("and so the address has it", "size=1000&" in browser.evaluate("location.hash"))
    # What is changed after a run is of no run yet: a link to both would lie.
    browser.evaluate("fault.value = 'silence'; fault.dispatchEvent(new Event('change', { bubbles: true }))")
    check("settings that are changed are in the address, without a step", browser.evaluate("location.hash"), "#play&devices=ihd&fault=silence&size=1000")
    browser.evaluate("document.querySelector('#settings .main').click()")
    check("and with one when they are run", browser.evaluate("location.hash"), "#play&devices=ihd&fault=silence&size=1000&step=0")
    go(browser, "location.hash = '#play&devices=esme'")
    check("a link without a step: no run of other settings stands there", browser.evaluate("[run.hidden, location.hash]"), [True, "#play&devices=esme"])
    go(browser, "history.back()")
    check("Back: the run before", browser.evaluate("[run.hidden, player.lanes[2].split(' ')[0], fault.value]"), [False, "ihd", "silence"])


def pasted(browser):
    """The forms that octets are pasted in."""
    pairs = [query[at:at + 2] for at in range(0, len(query), 2)]
    forms = {
        "spaces": " ".join(pairs), "colons": ":".join(pairs), "tabs": "\t".join(pairs), "capitals": query.upper(), "0x": "0x" + query,
        "0x each": " ".join("0x" + one for one in pairs), "0x and commas": ", ".join("0X" + one.upper() for one in pairs),
        "lines": "\n".join(pairs), "lines of Windows": "\r\n  ".join(pairs) + "\r\n", "blanks of a word processor": "\u00a0".join(pairs),
        "a mark at the start": "\ufeff" + query, "blanks of no width": "\u200b".join(pairs), "base64": "ARIBATQSAgEEAwIBAQU=",
        "base64 without its end": "ARIBATQSAgEEAwIBAQU", "base64 in lines": "ARIBATQS\r\nAgEEAwIB\nAQU=",
    }
    browser.open(address)
    for name, words in forms.items():
        put(browser, "")
        put(browser, words)
        check(f"pasted: {name}", octets(browser), query)
    for name, words, at in [("an odd digit", query + "1", 14), ("two frames", f"{query}\n{block}", 14), ("a comma", "01,12", 1)]:
        put(browser, words)
        check(f"pasted, {name}: where it is wrong", f"at octet {at}:" in text(browser, "#problem"))
    put(browser, "")
    browser.evaluate("document.getElementById('copy-octets').click()")
    check("no octets are not said to be copied", text(browser, "#said"), "There are no octets.")


def files(browser):
    """A file that is dropped anywhere is opened; else the browser would leave the page for it."""
    drop = """(where, words, isFile) => {
        const data = new DataTransfer();
        if (isFile) data.items.add(new File([words], "x.txt"));
        else data.setData("text/plain", words);
        const taken = ["dragover", "drop"].map((name) => !document.querySelector(where).dispatchEvent(
            new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data })));
        return new Promise((done) => setTimeout(() => done(taken), 100));
    }"""
    for where in ("#input", "header", "#settings"):
        browser.open(f"{address}#play&step=0")
        check(f"a file is dropped on {where}", browser.evaluate(f"({drop})('{where}', '{block}', true)"), [True, True])
        check("and shown", [octets(browser), browser.evaluate("decode.hidden")], [block, False])
    browser.open(address)
    check("a text is the browser's to drop", browser.evaluate(f"({drop})('#input', '{block}', false)"), [False, False])
