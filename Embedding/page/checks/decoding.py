"""Frames, files and messages: their fields, their changes, and what is wrong with them."""

from page import address, change, check, choose, edit, fields, golden, octets, picture, put, text


def run(browser):
    frames(browser)
    samples(browser)
    files(browser)
    messages(browser)


def frames(browser):
    block = "19320500341202010503020100000000081ef1ee0b00013800"
    browser.open(address)
    put(browser, block)
    check("a frame: its name", text(browser, "#about").startswith("ZCL frame: Image Block Response, 25 octets"))
    check("a frame: a field", fields(browser)["fileVersion"], "0x01020305")
    browser.evaluate("document.querySelector('[data-line=\"7\"]').dispatchEvent(new PointerEvent('pointerenter'))")
    shown = browser.evaluate("[...document.querySelectorAll('.octet.on')].map((cell) => cell.dataset.offset).join()")
    line = browser.evaluate("decoder.lines[7].offset")
    check("a field that is pointed at: its octets", shown.split(",")[0], str(line))
    browser.evaluate("document.querySelector('[data-offset=\"9\"]').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))")
    check("an octet that is pointed at: its field", text(browser, "#fields tr.on th"), "fileVersion")
    picture(browser, "frame")
    change(browser, "fileVersion", "0xAABBCCDD")
    check("a field is changed: the octets follow", octets(browser), block.replace("05030201", "ddccbbaa", 1))
    change(browser, "imageData", "0102")
    check("data is changed: what counts it follows", octets(browser)[-6:], "020102")
    change(browser, "imageType", "70000")
    check("a field that cannot be so: why", "70000" in text(browser, "#wrong"))
    picture(browser, "wrong")
    check("and its octets stay", octets(browser)[-6:], "020102")
    browser.key("Escape")
    edit(browser, "imageType")
    browser.evaluate("[...document.querySelectorAll('.editing button')].at(-1).click()")
    check("a change is cancelled", octets(browser)[-6:], "020102")
    put(browser, block[:30])
    check("a frame that is cut short: where", "at octet 15" in text(browser, "#problem"))
    picture(browser, "broken")
    put(browser, "12 3x")
    check("no octets: where", "at octet 1" in text(browser, "#problem"))
    put(browser, "AREBADQSAgEEAwIB")
    check("base64", text(browser, "#about").startswith("ZCL frame: Query Next Image Request, 12 octets"))
    for lenient, words in [(False, "Does not decode"), (True, "")]:
        choose(browser, "lenient", lenient)
        put(browser, "011001003412020104030201ff")
        check(f"lenient {lenient}", text(browser, "#problem")[:len(words) or None], words)
    choose(browser, "lenient", False)


def samples(browser):
    browser.open(address)
    labels = browser.evaluate("[...sample.options].map((option) => option.label)")
    for index, label in enumerate(labels[1:]):
        choose(browser, "sample", str(index))
        check(f"sample: {label}", browser.evaluate("decoder.lines.length") > 3
              and ("cut short" in label) == bool(text(browser, "#problem")))


def files(browser):
    make = "chub.call('page_options')[0].samples.find((one) => one.label === 'OTA file').octets"
    browser.evaluate(f"decoder.open(new File([octetsOf({make})], 'sample.ota'))")
    check("an OTA file: its fields", fields(browser)["totalImageSize"], "400 octets")
    check("an OTA file: its image", "SHA-256" in text(browser, "#fields"))
    picture(browser, "file")
    change(browser, "totalImageSize", "500")
    check("an OTA file of a wrong size: why", "400 of 500 octets" in text(browser, "#problem"))
    picture(browser, "broken-file")
    # OTA-5: lengths beyond 31 bits.
    put(browser, "1ef1ee0b" + "00013800" + "00" * 44 + "ffffffff" + "0000ffffffff" + "00" * 400)
    check("octets that lie about their length do not stop the module", "stopped" not in text(browser, "#problem"))


def messages(browser):
    put(browser, golden("message", "event-log-messages.json")[0])
    check("a GBCS message", text(browser, "#about").startswith("GBCS message"))
    picture(browser, "message")
    change(browser, "counter", "77")
    check("a GBCS message is changed: nothing is wrong", text(browser, "#wrong"), "")
    check("a GBCS message is changed", fields(browser)["counter"], "77")
