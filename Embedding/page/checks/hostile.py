"""What nobody should send: random and broken octets, texts, changes, settings and addresses, the same in every run.

Nothing may stop the module, put an element or a script into the page, or leave it without words; an error says what is
wrong, by which rule, and where, if it is about an octet."""

import base64
import json
import random

from page import address, change, check, choose, fields, golden, put, text

script = "<img src=x onerror=\"window.isInjected=1\"><script>window.isInjected=1</script>"
# Scripts and elements that are not the page's own would change these numbers; so would a dialog, which would stop the test.
elements = """[document.scripts.length, document.querySelectorAll('img, iframe, object, embed, link, base, form, style').length,
    window.isInjected ?? 0]"""


def run(browser):
    random.seed(12)
    browser.open(address)
    own = browser.evaluate(elements)
    describe(browser)
    texts(browser)
    edits(browser)
    settings(browser)
    shown(browser, own)
    addresses(browser, own)
    trap(browser)


def ask(browser, calls):
    """Calls functions of the module, one after the other; answers with the lines of each."""
    return json.loads(browser.evaluate(f"""JSON.stringify({json.dumps(calls)}.map(([name, ...values]) =>
        chub.call(name, ...values.map((one) => one?.hex !== undefined ? octetsOf(one.hex) : one))))"""))


def hold(what, answers, is_octets=False):
    """No trap; an answer for each; each error has words, and, of octets, a rule that is known and a place among them."""
    problems = []
    for call, lines in answers:
        errors = [line["error"] for line in lines if "error" in line]
        if not lines or any(error.get("kind") == "trap" or not error.get("message") for error in errors):
            problems.append((call, lines))
        elif is_octets and errors:
            size = len(call[4]["hex"]) // 2
            for error in errors:
                if not error.get("rule") or not 0 <= error.get("offset", 0) <= size or len(error["message"]) > 500:
                    problems.append((call, error))
    check(f"{what}: {len(answers)} calls, none stops the module, each error says what is wrong", problems[:3], [])


def mutated(octets):
    """Octets with something changed, cut, put in or repeated."""
    octets = bytearray(octets)
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(octets) + 1)
        match random.randrange(5):
            case 0 if place < len(octets): octets[place] = random.choice([0, 1, 0x7F, 0x80, 0xFF, random.randrange(256)])
            case 1 if place < len(octets): octets[place] ^= 1 << random.randrange(8)
            case 2: del octets[place:]
            case 3: octets[place:place] = random.randbytes(random.randint(1, 9))
            case 4: octets[place:place] = octets[:place][-random.randint(1, 20):]
    return bytes(octets)


def describe(browser):
    known = [bytes.fromhex(one) for member in ("frame", "message", "file") for one in golden(member)]
    inputs = known + [mutated(random.choice(known)) for _ in range(3_000)]
    inputs += [random.randbytes(random.randint(0, 300)) for _ in range(500)]
    inputs += [b"", b"\0", b"\xff" * 70_000, b"\x1e\xf1\xee\x0b" + b"\xff" * 70_000, b"\xdf" + b"\x84\xff" * 900]
    calls = [["page_describe", random.choice([0, 0, 1, 2, 3, -1, 2**31 - 1]), random.choice([0x19, 0x0A, 0x702, 0x708, 0x709, -1, 65_536]),
              random.randrange(2), {"hex": one.hex()}] for one in inputs]
    answers = ask(browser, calls)
    hold("octets", list(zip(calls, answers)), is_octets=True)
    wrong = [line["error"] for lines in answers for line in lines if "error" in line]
    check("of these many were wrong, and most say where",
          len(wrong) > 500 and sum("offset" in error for error in wrong) > len(wrong) // 2)
    places = [(call[4]["hex"][:60], line) for call, lines in zip(calls, answers) for line in lines[0].get("lines", [])
              if line["offset"] + line["count"] > len(call[4]["hex"]) // 2]
    check("no field lies beyond the octets", places[:2], [])


def texts(browser):
    alphabet = ["0", "f", "12", " ", "\n", "=", "/", "+", "%", "\0", "<", "é", "ŵ", "漢", "ع", "🙂", "\u202e", "0x", ":", ","]
    inputs = ["".join(random.choices(alphabet, k=random.randint(0, 60))) for _ in range(600)]
    inputs += [base64.b64encode(random.randbytes(40)).decode()[:random.randint(30, 56)] + random.choice(["", "=", "===", "-_"])
               for _ in range(300)]
    inputs += ["01" * 500_000, "x" * 1_000_000, "漢" * 300_000, script, "\\", '{"__proto__": {}}']
    calls = [["page_read", one] for one in inputs]
    answers = ask(browser, calls)
    hold("texts", list(zip(calls, answers)))
    lengths = [len(line["error"]["message"]) for lines in answers for line in lines if "error" in line]
    check("an error of a text does not repeat all of it", max(lengths) <= 500)
    places = [line["error"] for lines in answers for line in lines if "error" in line and "offset" not in line["error"]]
    check("it says where", places[:2], [])


def edits(browser):
    values = ["", "-1", "0x", "1e309", "99999999999999999999999", "null", "true", '"', '{"a":', "[" * 5_000, "]", '{"frame": 1}', script,
              "漢字", "\u0000", "ZZ-ZZ", "00-DB-12-34-56-78-90-A4", "2026-13-45T99:99:99Z", "ff" * 70_000, "0.1", "SUCCESS", "-0"]
    # The longest are as good with the first values as the shorter ones.
    known = [(1, one) for one in random.sample(golden("frame"), 60)] + [(2, one) for one in random.sample(golden("message"), 60)]
    known += [(3, one) for one in random.sample(golden("file"), 10)]
    calls = [["page_edit", kind, 0x19, 0, {"hex": octets}, random.choice([-1, *range(24), 2**31 - 1]), value]
             for kind, octets in known for value in random.sample(values, 8)]
    hold("changes", list(zip(calls, ask(browser, calls))))


def settings(browser):
    keys = ["devices", "fault", "contention", "loss", "block", "activate", "seed", "size", "", "__proto__"]
    values = ["", "ppmid", "esme,gsme,hcalcs,ppmid,ihd,ihd,ihd", "silence", "newer-image", "-1", "1e9", "18446744073709551616", "%00",
              "漢", script, "0", "50", "255", "999999", "1440"]
    inputs = ["&".join(f"{random.choice(keys)}={random.choice(values)}" for _ in range(random.randint(0, 9))) + "&size=300"
              for _ in range(60)]
    inputs += ["&&&===", "=", "devices", "\0", "a" * 100_000, "&" * 10_000]
    calls = [["page_play", one] for one in inputs]
    answers = ask(browser, calls)
    hold("settings", list(zip(calls, answers)))
    check("each run ends", [call for call, lines in zip(calls, answers) if lines[-1]["kind"] != "outcome"], [])
    # An address must not keep the page busy for minutes.
    devices = "devices=esme,gsme,hcalcs,ppmid,ihd"
    [lines] = ask(browser, [["page_play", f"{devices}&size=262144&block=1"]])
    check("a run of too many blocks is refused", (len(lines), lines[0]["kind"], "1310720 blocks" in lines[0]["text"]),
          (1, "failure", True))
    [lines] = ask(browser, [["page_play", f"{devices}&size=262144&block=50&loss=50&activate=1440"]])
    check("the largest run ends", lines[-1]["kind"], "outcome")
    browser.open(address + "#play&step=0")
    browser.open(f"{address}#play&{devices}&size=262144&block=1&step=0")
    check("it is told in the page", "1310720 blocks" in text(browser, "#outcome"))
    check("and nothing of the run before is left", browser.evaluate("document.querySelectorAll('#diagram *, #step *').length"), 0)


def shown(browser, own):
    """The same through the page."""
    browser.open(address)
    header = "".join(f"{octet:02x}" for octet in b"<img src=x onerror=isInjected=1>")
    file = browser.evaluate("chub.call('page_options')[0].samples[5].octets")
    put(browser, file[:40] + header[:64].ljust(64, "0") + file[104:])
    check("a file with a script in its name: shown as it is", "<img src=x onerror=isInjected=1>" in text(browser, "#fields"))
    change(browser, "headerString", b"</td><script>alert(1)</script>".hex() + "0000")
    check("and changed to another", "</td><script>alert(1)</script>" in text(browser, "#fields"))
    frame = "19320500341202010503020100000000081ef1ee0b00013800"
    put(browser, frame)
    for value in (script, "漢字", "-1", "x" * 10_000):
        change(browser, "fileVersion", value)
        check(f"a change to {value[:12]}: refused, in words", len(text(browser, "#wrong")) > 10 and fields(browser) != {})
        browser.key("Escape")
    for words in (script, "漢字 العربية", "AREBADQSAgEEAwI=!", "=" * 20, "zz" * 200_000, "\0\0"):
        put(browser, words)
        check(f"{words[:12]!a}: what is wrong, where and by which rule",
              text(browser, "#problem").startswith("Does not decode at octet ") and len(text(browser, "#problem")) < 600)
    put(browser, "19" * 300_000)
    check("600 KB: not all is shown, and it says so", "more octets are not shown" in text(browser, "#octets"))
    put(browser, frame)
    check("the page works still", fields(browser)["fileVersion"], "0x01020305")
    check("no script came in", browser.evaluate(elements), own)


def addresses(browser, own):
    """Whatever stands after the #, one of both parts is shown, and works."""
    kept = "0123456789abcdefxyz&=%#?/<>\"'`+漢"
    places = ["#" + "".join(random.choices(kept, k=random.randint(0, 40))) for _ in range(25)]
    places += ["#decode&octets=" + script, "#decode&kind=9&cluster=zz&lenient=2&octets=%E0%A4%A", "#decode&octets=AREB=ADQ",
               "#decode&octets=" + "19" * 50_000, "#decode&octets=" + "漢" * 20, "#play&devices=" + script, "#__proto__&constructor=1",
               "#play&devices=,,&fault=constructor&contention=toString&size=-5&step=1e309", "#play&step=-7&loss=NaN&block=0x10",
               "#javascript:isInjected=1", "#decode&octets=javascript:isInjected=1", "#play&step=%00&size=1e3"]
    problems = []
    for number, place in enumerate(places):
        if number % 2:
            browser.open(address + place.replace("<", "%3C").replace('"', "%22"))
        else:
            browser.evaluate(f"location.hash = {json.dumps(place)}; new Promise((done) => setTimeout(done, 30))")
        state = browser.evaluate("""[decode.hidden !== play.hidden, !decode.hidden || run.hidden || count.innerText !== '',
            kind.selectedIndex >= 0 && cluster.selectedIndex >= 0 && fault.selectedIndex >= 0]""")
        if state != [True] * 3 or browser.evaluate(elements) != own or "stopped" in text(browser, "main"):
            problems.append((place[:80], state, browser.evaluate(elements)))
    check(f"{len(places)} addresses", problems[:3], [])


def trap(browser):
    """A real trap, of an argument that no page gives: octets that lie beyond the memory."""
    browser.open(address)
    browser.evaluate("""{ const { exports } = chub, octets = [-16, 0x7fffffff];
        chub.exports = { ...exports, page_describe: (...words) => exports.page_describe(...words.slice(0, 3), ...octets) }; }""")
    frame = "19320500341202010503020100000000081ef1ee0b00013800"
    put(browser, frame)
    check("a trap is told", "the module stopped" in text(browser, "#problem") and "started again" in text(browser, "#problem"))
    browser.evaluate("new Promise((done) => setTimeout(done, 300))")
    put(browser, frame)
    check("and the module works again", fields(browser)["fileVersion"], "0x01020305")
    before = browser.evaluate("chub.exports.memory.buffer.byteLength")
    ask(browser, [["page_describe", 0, 0x19, 0, {"hex": frame}]] * 2_000)
    check("its memory does not grow by being used", browser.evaluate("chub.exports.memory.buffer.byteLength"), before)
