"""What the checks share: the page's address, what it shows, and how it is used."""

import json
import pathlib

root = pathlib.Path(__file__).resolve().parents[3]
address = (root / ".build/embedding/page/chub.html").as_uri()
chub = None
pictures = None
failures = 0


def check(name, actual, expected=True):
    global failures
    if actual != expected:
        failures += 1
        print(f"FAILED {name}: {str(actual)[:600]} is not {str(expected)[:300]}", flush=True)
    else:
        print(f"passed {name}", flush=True)


def picture(browser, name):
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        browser.picture(pictures / f"{name}.png")


def text(browser, selector):
    return browser.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")


def fields(browser):
    """The fields that are shown, by their names."""
    return dict(browser.evaluate(
        "[...document.querySelectorAll('#fields [data-line]')].map((row) => [row.cells[1].innerText, row.cells[2].innerText])"))


def put(browser, words):
    browser.evaluate(f"input.value = {json.dumps(words)}; input.dispatchEvent(new Event('input'))")


def edit(browser, name):
    """Opens a field, and has its text selected."""
    browser.evaluate(
        f"[...document.querySelectorAll('#fields .value')].find((one) => one.ariaLabel.startsWith('Change {name},')).click()")
    browser.evaluate("document.activeElement.select()")


def change(browser, name, value):
    """Changes a field by the keyboard, and presses Enter."""
    edit(browser, name)
    browser.write(value)
    browser.key("Enter")


def octets(browser):
    return browser.evaluate("hexOf(decoder.octets)")


def choose(browser, name, value):
    """Chooses a value of a list, or ticks a box."""
    browser.evaluate(f"{name}[{name}.type === 'checkbox' ? 'checked' : 'value'] = {json.dumps(value)};"
                     f"{name}.dispatchEvent(new Event('change'))")


def run_lines(browser, settings):
    """The lines of a run: what starts it, its frames and events, and its outcome."""
    browser.open(f"{address}#play&{settings}&step=0")
    return json.loads(browser.evaluate("JSON.stringify(player.lines)"))


def golden(member, *names):
    """What golden vectors have under a name, such as `frame`: of some files, or of all."""
    files = [root / "vectors" / name for name in names] or sorted((root / "vectors").glob("*.json"))
    return [value for file in files for value in members(json.loads(file.read_text()), member)]


def members(document, name):
    values = document.values() if isinstance(document, dict) else document if isinstance(document, list) else []
    if isinstance(document, dict) and isinstance(document.get(name), str):
        yield document[name]
    for value in values:
        yield from members(value, name)
