"""Runs: held against what `chub update` prints of the same settings, and played."""

import json
import shlex
import subprocess

import page
from page import address, check, picture, run_lines, text


def run(browser):
    browser.open(address + "#play")
    faults = browser.evaluate("[...fault.options].map((option) => option.value)")
    check("every fault is there", len(faults), 7)
    runs = [f"devices=ppmid&size=5000&fault={fault}" for fault in faults]
    runs += ["devices=ppmid,ihd&loss=5&seed=4&activate=60", "devices=esme,gsme,hcalcs&size=4000&activate=120&block=64"]
    for settings in runs:
        compare(browser, settings)
    play(browser)


def compare(browser, settings):
    lines = run_lines(browser, settings)
    events = [json.dumps(line["json"]) for line in lines if line["kind"] == "event"]
    command = shlex.split(lines[0]["command"])
    result = subprocess.run([page.chub, *command[1:], "--json"], capture_output=True, text=True)
    expected = [json.loads(line) for line in result.stdout.splitlines()]
    outcome = expected[-1]
    expected = [json.dumps(one) for one in expected if "from" in one]
    check(f"{settings}: {len(events)} events as chub update has them", events, expected)
    check(f"{settings}: frames, and whether it is a success",
          [lines[-1][key] for key in ("framesSent", "framesLost", "isSuccess")],
          [outcome[key] for key in ("framesSent", "framesLost", "success")])
    causes = [device.get("cause", {}).get("text") for device in outcome["devices"]]
    whys = [device.get("why") for device in lines[-1]["devices"]]
    check(f"{settings}: why", all((cause is None) == (why is None) and (why or "").startswith(cause or "")
                                  for cause, why in zip(causes, whys)))
    check(f"{settings}: words", "cannot print" in json.dumps(lines), False)


def play(browser):
    browser.open(address + "#play&devices=ppmid,esme&fault=silence&size=3000&step=7")
    check("a link: the step", text(browser, "#count").split()[0], "8")
    check("a link: the settings", browser.evaluate("fault.value"), "silence")
    picture(browser, "play")
    browser.evaluate("speed.value = '40'; toggle.click()")
    browser.evaluate("new Promise((done) => setTimeout(done, 400))")
    check("it plays", browser.evaluate("player.current") > 8)
    browser.evaluate("toggle.click()")
    check("a frame of a run is decoded", browser.evaluate("""
        player.go(player.steps.findIndex((step) => step.kind === 'frame'), true);
        document.querySelector('#step-octets button').click(); !decode.hidden && decoder.lines.length > 3"""))
    check("the address has it", browser.evaluate("location.hash.startsWith('#decode&kind=1&cluster=25')"))
