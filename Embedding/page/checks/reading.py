"""What a screen reader is told: Chromium's accessibility tree of the page, in its states."""

from page import address, change, check, choose, edit, put

# Roles of what can be worked, and of what says where something is.
controls = {"button", "textbox", "combobox", "checkbox", "slider", "spinbutton", "tab", "gridcell"}
run_place = "#play&devices=ppmid,esme&contention=meter-image&step=20"


class Tree:
    """The accessibility tree as it is now: what a reader is not told of is left out."""

    def __init__(self, browser):
        nodes = browser.ask("Accessibility.getFullAXTree")["nodes"]
        self.by_id = {node["nodeId"]: node for node in nodes}
        self.nodes = [node for node in nodes if not node["ignored"]]

    def of(self, *roles):
        return [node for node in self.nodes if role(node) in roles]

    def names(self, *roles):
        return [name(node) for node in self.of(*roles)]

    def is_inside(self, node, *roles):
        while node := self.by_id.get(node.get("parentId")):
            if not node["ignored"] and role(node) in roles:
                return True
        return False

    def below(self, node):
        """All that is told of inside a node."""
        for child in (self.by_id[one] for one in node.get("childIds", []) if one in self.by_id):
            if not child["ignored"]:
                yield child
            yield from self.below(child)

    def words(self, node):
        return " ".join(name(one) for one in self.below(node) if role(one) == "StaticText")


def role(node):
    return node.get("role", {}).get("value", "")


def name(node):
    return node.get("name", {}).get("value", "").strip()


def property(node, key):
    return next((one["value"].get("value") for one in node.get("properties", []) if one["name"] == key), None)


def run(browser):
    browser.ask("Accessibility.enable")
    browser.open(address)
    check("the language", browser.evaluate("document.documentElement.lang"), "en")
    structure(browser, "decode", 2)
    fields_and_octets(browser)
    announcements(browser)
    phone(browser)
    browser.open(address + run_place)
    structure(browser, "play", 1)
    diagram(browser)
    focus(browser)
    motion(browser)
    browser.ask("Accessibility.disable")


def structure(browser, panel, headings):
    tree = Tree(browser)
    check(f"{panel}: the page has a title", len(name(tree.of("RootWebArea")[0])) > 10)
    check(f"{panel}: its landmarks", [len(tree.of(one)) for one in ("banner", "main")], [1, 1])
    outside = [one for one in tree.of(*controls, "heading", "table", "grid") if not tree.is_inside(one, "banner", "main")]
    check(f"{panel}: nothing lies outside of them", outside, [])
    levels = [property(one, "level") for one in tree.of("heading")]
    check(f"{panel}: one heading of the page, and those of its parts", levels, [1] + [2] * headings)
    named = controls | {"tablist", "tabpanel", "grid", "table", "region", "group", "image"}
    check(f"{panel}: everything has a name", [role(one) for one in tree.of(*named) if not name(one)], [])
    known = controls | {"heading", "grid", "row", "rowheader", "table", "columnheader", "cell", "alert", "status"}
    check(f"{panel}: what can have the focus is known by its role",
          [(role(one), name(one)) for one in tree.nodes if property(one, "focusable")
           and role(one) not in known | {"RootWebArea", "tabpanel", "region", "option"}], [])
    tabs = {name(one): property(one, "selected") for one in tree.of("tab")}
    check(f"{panel}: which tab is shown", tabs, {"Decode": panel == "decode", "Play an update": panel == "play"})


def fields_and_octets(browser):
    """Each octet says its field, and each row of the table its field, its place and its rule."""
    put(browser, "19320500341202010503020100000000081ef1ee0b00013800")
    tree = Tree(browser)
    lines = browser.evaluate("decoder.lines.map((line) => [line.offset, line.count, line.name, line.meaning, line.rule])")
    octets = browser.evaluate("[...decoder.octets].map((octet) => octet.toString(16).padStart(2, '0'))")
    expected = [f"{octets[at]} at {at}, {field}" for start, count, field, *_ in lines for at in range(start, start + count)]
    check("each octet says its value, its place and its field", tree.names("gridcell"), expected)
    check("each has a row", all(tree.is_inside(one, "row") for one in tree.of("gridcell")))
    table = next(one for one in tree.of("table") if name(one) == "Fields")
    check("the table's columns", [name(one) for one in tree.below(table) if role(one) == "columnheader"],
          ["At", "Field", "Value", "Rule"])
    rows = [one for one in tree.below(table) if role(one) == "row"][1:]
    told = [[tree.words(cell) for cell in tree.below(row) if role(cell) in ("cell", "rowheader")] for row in rows]
    check("each row: where, what, its value and its rule", told,
          [[str(at), field, meaning, rule] for at, _, field, meaning, rule in lines])
    changes = [one for one in tree.of("button") if name(one).startswith("Change ")]
    check("a field that can be changed says so, and what it is now", [name(one) for one in changes],
          [f"Change {field}, {meaning}" for _, _, field, meaning, _ in lines
           if f"Change {field}, {meaning}" in [name(one) for one in changes]])
    check("and more than five can", len(changes) > 5)


def live(browser, identity):
    """Whether a part of the page is told of when it changes, and its words; it has to be there before."""
    tree = Tree(browser)
    nodes = browser.ask("DOM.getDocument")["root"]["nodeId"]
    found = browser.ask("DOM.querySelector", nodeId=nodes, selector=f"#{identity}")["nodeId"]
    [node] = browser.ask("Accessibility.getPartialAXTree", nodeId=found, fetchRelatives=False)["nodes"]
    return property(node, "live"), tree.words(tree.by_id.get(node["nodeId"], node))


def announcements(browser):
    """What changes is told of, and the places that tell are there before they have something to tell."""
    browser.open(address)
    shown = browser.evaluate("""['problem', 'about', 'said', 'pointed'].filter(
        (id) => getComputedStyle(document.getElementById(id)).display === 'none')""")
    check("the places that tell are there from the start", shown, [])
    put(browser, "1932050034")
    check("what is wrong is told at once", live(browser, "problem")[0], "assertive")
    check("with its place and its rule", "at octet 5" in live(browser, "problem")[1])
    check("the text is marked as wrong", browser.evaluate("input.ariaInvalid"), "true")
    put(browser, "0112010134120201040302010105")
    check("what it is now is told", live(browser, "about"), ("polite", "ZCL frame: Query Next Image Request , 14 octets"))
    check("the text is marked as right", browser.evaluate("input.ariaInvalid"), "false")
    change(browser, "sequence", "19")
    check("a change is told", live(browser, "said"), ("polite", "sequence is changed. Back undoes it."))
    edit(browser, "sequence")
    check("a field that is changed has a name", [one for one in Tree(browser).names("textbox") if one == "sequence"], ["sequence"])
    browser.write("300")
    browser.key("Enter")
    state, words = live(browser, "wrong")
    check("why it cannot be so is told at once", (state, "300" in words), ("assertive", True))
    described = browser.evaluate("document.activeElement.getAttribute('aria-describedby')")
    check("and belongs to the field", described, "wrong")
    browser.key("Escape")
    browser.evaluate("octetGrid.focus(4)")
    check("the field of an octet is told", live(browser, "pointed"), ("polite", "manufacturerCode: 0x1234"))


def phone(browser):
    """On a phone the rows look otherwise; they are rows of a table still."""
    browser.resize(360, 780)
    browser.open(address)
    tree = Tree(browser)
    table = [one for one in tree.of("table") if name(one) == "Fields"]
    check("on a phone the fields are a table", len(table), 1)
    rows = [one for one in tree.below(table[0]) if role(one) == "row"] if table else []
    cells = [[role(cell) for cell in tree.below(row) if role(cell) in ("cell", "rowheader")] for row in rows]
    check("and have rows", cells.count(["cell", "rowheader", "cell", "cell"]), browser.evaluate("decoder.lines.length"))
    browser.resize(1280, 900)


def diagram(browser):
    """Each step that is drawn has its words, and the one that is looked at is marked."""
    tree = Tree(browser)
    group = next(one for one in tree.of("group") if name(one).startswith("Sequence diagram, steps "))
    steps = [name(one) for one in tree.below(group) if role(one) == "image"]
    first, last = (int(name(group).split()[index]) for index in (3, 5))
    expected = browser.evaluate(f"""player.steps.slice({first - 1}, {last}).map((step, index) =>
        `Step ${{{first} + index}}, ${{step.time}}, ${{step.lanes.map((lane) => player.lanes[lane]).join(' to ')}}: ` +
        step.text + (step.lost ? ', lost' : ''))""")
    check("the diagram has the words of each step", len(steps) > 4 and [one.replace("…", "") for one in steps],
          [one.replace("…", "") for one in expected])
    check("one is marked", browser.evaluate("[...document.querySelectorAll('svg [aria-current=step]')].map((one) => one.ariaLabel)"),
          [one for one in steps if one.startswith("Step 21,")])
    browser.evaluate("forward.click()")
    state, words = live(browser, "step")
    check("a step on is told, with who and what", state == "polite" and browser.evaluate("player.steps[21].text") in words)
    browser.evaluate("toggle.click()")
    check("while it plays, steps are not told one over the other", browser.evaluate("step.getAttribute('aria-live')"), "off")
    browser.evaluate("toggle.click()")
    check("the slider says the step as the words beside it do",
          browser.evaluate("[position.min, position.value, position.max].map(Number)"),
          [1, *map(int, browser.evaluate("count.innerText").split(" of "))])
    browser.evaluate("position.value = 5; position.dispatchEvent(new Event('input'))")
    check("and goes to it", browser.evaluate("count.innerText").split()[0], "5")
    # What is told aloud: the last step and the end, and no number forty times a second.
    told = browser.evaluate("""new Promise((done) => {
        const told = [], regions = document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log], output");
        for (const one of regions) {
            new MutationObserver(() => one.ariaLive === "off" || told.push(one.id)).observe(one, { childList: true, subtree: true, characterData: true });
        }
        player.go(player.steps.length - 12, true);
        setTimeout(() => { told.length = 0; speed.value = "40"; toggle.click(); });
        const look = () => player.timer === null && told.length ? done(told) : setTimeout(look, 50);
        setTimeout(look, 100); })""")
    check("of twelve steps that are played, the last alone is told, and the end", told, ["step", "said"])
    browser.evaluate("player.go(player.steps.length - 2, true); speed.value = '40'; toggle.click()")
    browser.evaluate("new Promise((done) => setTimeout(done, 500))")
    check("the end is told", live(browser, "said"), ("polite", "The last step."))


def focus(browser):
    """Whatever is done, something that is seen has the focus after it."""
    steps = {
        "a change": ("", "decoder.edit(1); document.activeElement.value = '9'; document.querySelector('.editing .main').click()"),
        "a change after which nothing decodes": ("", "input.value = (chub.call('page_options')[0].samples[5].octets);"
            "decoder.read(); decoder.edit(decoder.lines.findIndex((one) => one.name === 'totalImageSize'));"
            "document.activeElement.value = '500'; document.querySelector('.editing .main').click()"),
        "a cancelled change": ("", "decoder.edit(1); [...document.querySelectorAll('.editing button')].at(-1).click()"),
        "octets that are shown anew": ("", "octetGrid.focus(3); decoder.describe()"),
        "fields that are shown anew": ("", "decoder.focus(2); decoder.describe()"),
        "a rule": ("", "document.querySelector('#fields .rule').focus(); document.activeElement.click(); rule.close()"),
        "a run": ("#play", "document.querySelector('#settings .main').focus(); document.activeElement.click()"),
        "a step, from the step's rule": (run_place, "document.querySelector('#step .rule').focus(); player.go(30, true)"),
        "a step, from its octets": (run_place, "document.querySelector('#step-octets button').focus(); player.go(30, true)"),
        "folding": (run_place, "fold.focus(); fold.click()"),
        "decoding a step": (run_place, "document.querySelector('#step-octets button').focus(); document.activeElement.click()"),
    }
    for what, (place, script) in steps.items():
        browser.open(address + place)
        browser.evaluate(script)
        check(f"after {what} the focus is not lost",
              browser.evaluate("document.activeElement !== document.body && document.activeElement.checkVisibility()"))


    browser.open(address)
    edit(browser, "imageType")
    browser.write("77")
    browser.resize(360, 780)
    check("a phone that is turned: what is being changed stays", browser.evaluate(
        "[document.activeElement.value, octetGrid.columns, document.querySelectorAll('.octet.on').length]"), ["77", 8, 2])
    browser.resize(1280, 900)


def motion(browser):
    """Who asks for less motion gets none."""
    moving = """[...document.querySelectorAll('*')].filter((one) => {
        const style = getComputedStyle(one);
        return style.transitionDuration.split(',').some((time) => parseFloat(time) > 0) || style.animationName !== 'none'
            || style.scrollBehavior === 'smooth'; }).length"""
    browser.open(address)
    check("something moves", browser.evaluate(moving) > 0)
    browser.resize(1280, 900, is_still=True)
    check("for who asks for less motion, nothing does", browser.evaluate(moving), 0)
    browser.resize(1280, 900)
