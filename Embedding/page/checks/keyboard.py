"""The page with keys alone, from its top: nothing here clicks, or gives anything the focus."""

from page import address, check, fields, octets, text

described = """(() => {
  const one = document.activeElement;
  return [one.id, one.ariaLabel, one.className, one.textContent.trim()].find((words) => words) ?? one.tagName;
})()"""


def run(browser):
    decode(browser)
    play(browser)
    every_control(browser)


def reach(browser, words, name="Tab", limit=120, shift=False):
    """Presses a key until what has the focus is called so; says whether it came there."""
    for _ in range(limit):
        browser.key(name, shift=shift)
        if words in str(browser.evaluate(described)):
            return True
    return False


def decode(browser):
    browser.open(address)
    check("Tab reaches the text", reach(browser, "input"))
    browser.key("a", control=True)
    browser.write("19320500341202010503020100000000081ef1ee0b00013800")
    check("a frame is typed", text(browser, "#about").startswith("ZCL frame: Image Block Response"))
    check("Tab reaches the samples", reach(browser, "sample"))
    browser.key("ArrowDown")
    check("an arrow chooses one", text(browser, "#about").startswith("ZCL frame: Query Next Image Request"))
    check("Tab reaches the octets", reach(browser, " at 0, "))
    for _ in range(8):
        browser.key("ArrowRight")
    check("arrows go from octet to octet", browser.evaluate("document.activeElement.dataset.offset"), "8")
    check("and say the field", "currentFileVersion" in text(browser, "#pointed"))
    check("and mark it", text(browser, "#fields tr.on th"), "currentFileVersion")
    browser.key("End")
    check("End goes to the end of the row", browser.evaluate("document.activeElement.dataset.offset"), "13")
    browser.key("Home")
    check("Home goes to its start", browser.evaluate("document.activeElement.dataset.offset"), "0")
    for _ in range(8):
        browser.key("ArrowRight")
    browser.key("Enter")
    check("Enter changes the field", browser.evaluate("document.activeElement.ariaLabel"), "currentFileVersion")
    browser.key("a", control=True)
    browser.write("7")
    browser.key("Enter")
    check("and sets it", fields(browser)["currentFileVersion"], "0x00000007")
    check("the field has the focus", browser.evaluate("document.activeElement.ariaLabel").startswith("Change currentFileVersion"))
    check("and its octets are marked", browser.evaluate(
        "[...document.querySelectorAll('.octet.on')].map((cell) => cell.dataset.offset).join()"), "8,9,10,11")
    before = octets(browser)
    browser.key(" ")
    browser.write("no number")
    browser.key("Enter")
    check("what it cannot be is refused, and the focus stays", browser.evaluate("document.activeElement.ariaInvalid"), "true")
    browser.key("Escape")
    check("Escape leaves it as it was", octets(browser), before)
    check("and goes back to it", browser.evaluate("document.activeElement.ariaLabel").startswith("Change currentFileVersion"))
    check("Tab reaches its rule", reach(browser, "Rule OTA-1", limit=1))
    browser.key("Enter")
    check("Enter says what the rule says", browser.evaluate("rule.open") and "OTA-1" in text(browser, "#rule"))
    browser.key("Escape")
    check("Escape closes it", browser.evaluate("rule.open"), False)
    check("and the rule has the focus again", browser.evaluate(described), "Rule OTA-1")
    check("Shift and Tab reach the tabs", reach(browser, "tab-decode", shift=True))


def play(browser):
    browser.key("ArrowRight")
    check("an arrow changes the tab", browser.evaluate("!play.hidden && document.activeElement.id"), "tab-play")
    check("Tab reaches what goes wrong", reach(browser, "fault"))
    browser.key("ArrowDown")
    check("an arrow chooses it", browser.evaluate("fault.selectedIndex"), 1)
    check("Tab reaches Run", reach(browser, "main"))
    browser.key("Enter")
    check("Enter runs an update", browser.evaluate("player.steps.length > 20"))
    check("Play has the focus", browser.evaluate(described), "toggle")
    browser.key("ArrowRight")
    browser.key("ArrowRight")
    check("arrows go from step to step", browser.evaluate("player.current"), 2)
    browser.key("End")
    check("End goes to the last", browser.evaluate("player.current === player.steps.length - 1"))
    browser.key("Home")
    check("Home goes to the first", browser.evaluate("player.current"), 0)
    browser.key(" ")
    browser.evaluate("new Promise((done) => setTimeout(done, 700))")
    browser.key(" ")
    stopped = browser.evaluate("player.current")
    check("Space plays", stopped > 0)
    check("and stops", browser.evaluate("!player.timer"))
    check("Tab reaches the slider", reach(browser, "position"))
    browser.key("ArrowRight")
    check("and arrows move it", browser.evaluate("player.current"), stopped + 1)
    check("Tab reaches the rule of the step", reach(browser, "Rule "))
    browser.key("ArrowRight")
    check("a step on from there: the focus is not lost", browser.evaluate("document.activeElement !== document.body"))
    check("Tab reaches the frame of a step", reach(browser, "Decode and change"))
    browser.key("Enter")
    check("Enter decodes it", browser.evaluate("!decode.hidden && document.activeElement.id"), "tab-decode")


def every_control(browser):
    """Every control is reached by Tab, in the order of the page, has a visible ring, and Tab leaves the last one."""
    for place in ("", "#play&devices=ppmid&contention=meter-image&step=20"):
        browser.open(address + place)
        expected = browser.evaluate("""(() => {
          window.controls = [...document.querySelectorAll('button, input, select, textarea, [tabindex]')].filter(
            (one) => one.tabIndex >= 0 && one.checkVisibility() && !one.closest('dialog'));
          return controls.length; })()""")
        order, rings = [], []
        for _ in range(expected):
            browser.key("Tab")
            number, ring, words = browser.evaluate(f"""(() => {{
              const one = document.activeElement;
              const styles = [one, one.nextElementSibling].filter(Boolean).map((each) => getComputedStyle(each));
              const ring = styles.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
              const box = one.getBoundingClientRect();
              const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
              return [controls.indexOf(one), ring && isSeen, {described}]; }})()""")
            order.append(number)
            if not ring:
                rings.append(words)
        name = place.split("&")[0] or "#decode"
        check(f"{name}: Tab reaches all {expected} controls in their order", order, list(range(expected)))
        check(f"{name}: each has a ring in sight", rings, [])
