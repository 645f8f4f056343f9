"""What belongs together is seen together: a field and its octets, also where there are many; a lane and its name; and all of it
in the colours of who has chosen a few."""

from page import address, check, choose, golden, picture, put

many = "[...document.querySelectorAll('.octet.on')].map((one) => Number(one.dataset.offset))"
# Whether the first octet that is marked can be seen: in its box, and in the window.
seen = """(() => {
    const one = document.querySelector(".octet.on").getBoundingClientRect(), box = octets.getBoundingClientRect();
    return one.top >= Math.max(0, box.top) - 1 && one.bottom <= Math.min(innerHeight, box.bottom) + 1; })()"""


def run(browser):
    octets_of_fields(browser)
    lanes(browser)
    forced(browser)
    browser.resize(1280, 900)


def octets_of_fields(browser):
    message = max((one for one in golden("message", "event-log-messages.json") if len(one) < 2048), key=len)
    browser.resize(1280, 700)
    browser.open(address)
    put(browser, message)
    lines = browser.evaluate("decoder.lines.map((line) => [line.offset, line.count])")
    check("a message of many fields and octets", len(lines) > 60 and len(message) > 600)
    problems = []
    for index, (offset, count) in enumerate(lines):
        browser.evaluate(f"decoder.rows[{index}].scrollIntoView({{ block: 'center' }}); scrolled = scrollY;"
                         f"decoder.rows[{index}].dispatchEvent(new PointerEvent('pointerenter'))")
        if count and browser.evaluate(f"[{many}[0], {seen}, scrollY === scrolled]") != [offset, True, True]:
            problems.append((index, offset))
    check("each field that is pointed at has its octets in sight, and nothing jumps", problems, [])
    picture(browser, "long")
    browser.evaluate("octetGrid.focus(2); scrollTo(0, 0); octets.scrollTop = 0")
    browser.evaluate("document.querySelector('[data-offset=\"300\"]').focus({ preventScroll: true })")
    check("who is at the octets is not moved", browser.evaluate("octets.scrollTop"), 0)
    browser.resize(320, 700)
    check("320 wide: no octet is cut", browser.evaluate(
        "octets.scrollWidth - octets.clientWidth + document.documentElement.scrollWidth"), 320)


def lanes(browser):
    """The names of lanes do not stand on each other, however many there are."""
    for width in (1280, 360, 320):
        for contention in ("", "&contention=meter-image"):
            browser.resize(width, 700)
            browser.open(f"{address}#play&devices=esme,gsme,hcalcs,ppmid,ihd&size=500{contention}&step=3")
            found = browser.evaluate("""(() => {
                const names = [...document.querySelectorAll("svg .lane")].map((one) => [one.textContent, one.getBoundingClientRect()]);
                const pairs = names.flatMap(([first, a], index) => names.slice(index + 1).filter(([, b]) =>
                    a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom).map(([second]) => [first, second]));
                return [names.length, pairs]; })()""")
            check(f"{width} wide{contention}: {found[0]} names of lanes, none on another", found[1], [])
            check(f"{width} wide{contention}: all are there", found[0] >= 12)


def forced(browser):
    """Colours are the user's: what they said is said by lines."""
    browser.resize(1280, 900)
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
    browser.open(address)
    choose(browser, "sample", "2")
    browser.evaluate("decoder.point(4, false)")
    line = """((selector, side) => {
        const style = getComputedStyle(document.querySelector(selector));
        return style[`${side}Style`] !== "none" && parseFloat(style[`${side}Width`]) > 0 ? style[`${side}Color`] : ""; })"""
    back = browser.evaluate("getComputedStyle(document.body).backgroundColor")
    for what, selector, side in [("a field's octets", ".octet.on", "outline"), ("the field", "#fields tr.on", "outline"),
                                 ("an octet at fault", ".octet.fault", "borderTop"), ("where a field begins", ".octet.begin", "borderLeft"),
                                 ("the tab that is shown", "[role=tab][aria-selected=true]", "borderBottom")]:
        check(f"forced colours: {what} has a line that is seen", browser.evaluate(f"{line}('{selector}', '{side}')") not in ("", back))
    check("forced colours: the other tab has none", browser.evaluate(f"{line}('[role=tab][aria-selected=false]', 'borderBottom')"), back)
    picture(browser, "forced")
