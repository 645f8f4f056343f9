"""What the page looks like: contrast as WCAG 2.2 counts it, in its states; nothing is cut or too small to hit; pictures."""

from page import address, change, check, choose, edit, golden, picture, put, text

contrast = r"""
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parse = (words) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = words;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, back) => [0, 1, 2].map((at) => top[at] * top[3] + back[at] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const back = (one) => {
    if (!one) return [255, 255, 255, 1];
    if (one.namespaceURI.endsWith('svg')) {
      const rectangle = one.closest('g')?.querySelector('.back');
      const fill = rectangle && rectangle !== one ? parse(getComputedStyle(rectangle).fill) : [0, 0, 0, 0];
      return over(fill, back(one.closest('svg').parentElement));
    }
    return over(parse(getComputedStyle(one).backgroundColor), back(one.parentElement));
  };
  const found = [];
  const isSeen = (one) => one.checkVisibility() && !one.closest('.hidden, noscript');
  const hold = (one, what, colour, ground, least) => {
    const value = ratio(over(parse(colour), ground), ground);
    if (value < least) found.push(`${what} of ${one.localName}${one.id ? '#' + one.id : ''}.${one.getAttribute('class') ?? ''} ` +
      `"${one.textContent.trim().slice(0, 20)}": ${value.toFixed(2)}, not ${least}`);
  };
  let texts = 0, lines = 0;
  for (const one of document.querySelectorAll('body *')) {
    if (!isSeen(one) || one.localName === 'option') continue;
    const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const isInput = one.matches('input:not([type=checkbox], [type=range], [type=file]), textarea, select');
    if (!hasText && !isInput) continue;
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    hold(one, 'text', one.namespaceURI.endsWith('svg') ? style.fill : style.color, back(one), isLarge ? 3 : 4.5);
    texts += 1;
  }
  // Lines that mean something: what can be worked, what is chosen, pointed at or wrong, and who talks to whom.
  const meaning = [
    ['button:not(.value, .rule, [role=tab]), select, textarea, input:not([type=checkbox], [type=range], [type=file]), .button',
      (style, one) => one.matches('.main') ? style.backgroundColor : style.borderTopColor, (one) => back(one.parentElement)],
    ['[role=tab][aria-selected=true]', (style) => style.borderBottomColor, (one) => back(one.parentElement)],
    ['.octet.on, .octet.fault, .octet.begin, #fields tr.on', (style) => style.boxShadow.match(/rgba?\([^)]*\)/)[0], back],
    ['.octet.on, #fields tr.on', (style) => style.boxShadow.match(/rgba?\([^)]*\)/)[0], (one) => back(one.parentElement)],
    ['.value', (style) => style.textDecorationColor, back],
    ['#problem:not(:empty)', (style) => style.borderLeftColor, (one) => back(one.parentElement)],
    ['svg .life, svg .arrow, svg .cross', (style) => style.stroke, back],
    ['svg .current .back', (style) => style.stroke, (one) => back(one.closest('svg').parentElement)],
    ['svg .dot', (style) => style.fill, back],
    [':focus-visible', (style) => style.outlineColor, (one) => back(one.parentElement)],
  ];
  for (const [selector, colour, ground] of meaning) {
    for (const one of document.querySelectorAll(selector)) {
      if (!isSeen(one)) continue;
      hold(one, 'line', colour(getComputedStyle(one), one), ground(one), 3);
      lines += 1;
    }
  }
  return [texts, lines, [...new Set(found)]];
})()
"""

# What is cut: text wider than its box, and words of the diagram beyond its edge.
cut = """[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.closest('.hidden, svg') &&
    !one.matches('textarea, input, select') && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 &&
    getComputedStyle(one).overflowX !== 'auto').map((one) => one.id || one.className || one.localName).concat(
    [...document.querySelectorAll('svg text')].filter((one) => one.checkVisibility() && (() => {
      const box = one.getBoundingClientRect(), all = one.ownerSVGElement.getBoundingClientRect();
      return box.left < all.left - 1 || box.right > all.right + 1; })()).map((one) => one.textContent))"""

# What is smaller than 24 by 24 (WCAG 2.2, 2.5.8); a box has its label beside it.
small = """[...document.querySelectorAll('button, select, textarea, .button, .octet, label:has(+ input), input:not([type=checkbox], [type=file])')]
    .filter((one) => one.checkVisibility() && !one.closest('.hidden') && one.matches('button, select, textarea, .button, .octet, input'))
    .map((one) => [one.getBoundingClientRect(), one.id || one.className]).filter(([box]) => box.width < 24 || box.height < 24)
    .map(([box, name]) => `${name} ${box.width} ${box.height}`)"""


def run(browser):
    itself(browser)
    for width in (1280, 360):
        for dark in (False, True):
            browser.resize(width, 780, dark, is_still=True)
            name = f"{width}-{'dark' if dark else 'light'}"
            for state, (place, act) in states.items():
                browser.open(address + place)
                act(browser)
                check(f"{state}, {name}: is what is looked at", browser.evaluate(f"Boolean({expected[state]})"))
                hold(browser, state, name)
    browser.resize(1280, 900)


def itself(browser):
    """The check of contrast finds what is too pale."""
    browser.resize(1280, 900)
    browser.open(address)
    browser.evaluate("document.documentElement.style.setProperty('--faint', '#9aa3ac'); "
                     "document.documentElement.style.setProperty('--edge', '#cfd6dd')")
    _, _, found = browser.evaluate(contrast)
    check("contrast: text that is too pale is found", any(one.startswith("text of p") for one in found))
    check("contrast: lines that are too pale are found", any(one.startswith("line of textarea") for one in found))


def hold(browser, state, name):
    texts, lines, found = browser.evaluate(contrast)
    check(f"{state}, {name}: contrast of {texts} texts and {lines} lines", found, [])
    width = int(name.split("-")[0])
    check(f"{state}, {name}: does not scroll sideways", browser.evaluate("document.documentElement.scrollWidth"), width)
    check(f"{state}, {name}: nothing is cut", browser.evaluate(cut), [])
    check(f"{state}, {name}: nothing is too small", browser.evaluate(small), [])
    picture(browser, f"{state}-{name}")


def frame(browser):
    """A field is pointed at, and one has the focus."""
    browser.evaluate("decoder.focus(4)")
    browser.key("Tab")


def broken(browser):
    put(browser, "193205003412020105030201000000000a1ef1ee0b")


def wrong(browser):
    edit(browser, "imageType")
    browser.write("70000")
    browser.key("Enter")


def file(browser):
    choose(browser, "sample", "5")
    change(browser, "totalImageSize", "500")


def message(browser):
    put(browser, golden("message", "event-log-messages.json")[0])
    browser.evaluate("document.querySelector('#fields .rule').click()")


def share(browser):
    browser.evaluate("say('The link is copied.')")


def lost(browser):
    browser.evaluate("player.go(player.steps.findIndex((step) => step.lost), true)")


def alert(browser):
    browser.evaluate("player.go(player.steps.findIndex((step) => step.isAlert), true)")


def nothing(browser):
    pass


# What shows that a state is there.
expected = {
    "decode": "document.querySelector('#fields tr.on')", "broken": "problem.innerText", "wrong": "document.getElementById('wrong')?.innerText",
    "broken-file": "problem.innerText", "message": "rule.open", "said": "said.innerText", "settings": "run.hidden",
    "play": "count.innerText.startsWith('21 ')", "lost": "document.querySelector('svg .lost.current')",
    "alert": "document.querySelector('svg .alert.current')",
}
states = {
    "decode": ("", frame), "broken": ("", broken), "wrong": ("", wrong), "broken-file": ("", file), "message": ("", message),
    "said": ("", share), "settings": ("#play", nothing),
    "play": ("#play&devices=ppmid,esme,ihd&contention=meter-image&step=20", nothing),
    "lost": ("#play&devices=ppmid,hcalcs&loss=20&fault=corrupt-image&step=2", lost),
    "alert": ("#play&devices=ppmid,esme,ihd&contention=meter-image&step=2", alert),
}
