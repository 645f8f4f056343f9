"""What contends for the hub's memory blocks. There is no option of `chub update` for it: what is expected here is what
HUB-7 to HUB-14 and HUB-24 say of these homes."""

from page import address, check, picture, run_lines


def run(browser):
    browser.open(address + "#play")
    check("every contention is checked", browser.evaluate("[...contention.options].map((one) => one.value).slice(1).sort()"),
          sorted(["newer-image", "forced-image", "meter-image", "no-room"]))
    newer(browser)
    forced(browser)
    meter(browser)
    no_room(browser)
    picture(browser, "contention")


def events(lines, *names):
    """Events as (name, what they say that is compared), in their order."""
    keys = ["fileVersion", "block", "by", "response", "status", "reason"]
    found = [line["json"] for line in lines if line["kind"] == "event" and line["json"]["event"] in names]
    return [(one["event"], *[one[key] for key in keys if key in one]) for one in found]


def outcome(lines):
    return [(one["name"].split()[0], one["runs"], one["alerts"]) for one in lines[-1]["devices"]]


def newer(browser):
    lines = run_lines(browser, "contention=newer-image")
    check("HUB-8, HUB-10: a newer image leaves the one that is fetched, and takes the free block",
          events(lines, "imageStored", "imageOverwritten", "imageDeferred"),
          [("imageStored", "00000002", "gsme"), ("imageStored", "00000003", "esme")])
    check("HUB-24: the device is offered the one that it has begun, and the newer one after that",
          events(lines, "offered", "transferEnded"),
          [("offered", "00000002"), ("offered", "00000002"), ("transferEnded", "00000002", 0),
           ("offered", "00000003"), ("transferEnded", "00000003", 0)])
    check("HUB-26, HUB-30: both are reported", outcome(lines), [("ppmid", "0x00000003", ["8F8A", "8F8B", "8F8A", "8F8B"])])


def forced(browser):
    lines = run_lines(browser, "contention=forced-image")
    check("HUB-13: an image that replaces by force waits for the transfer to end, and is stored then",
          events(lines, "imageStored", "imageOverwritten", "imageDeferred", "transferEnded"),
          [("imageStored", "00000002", "gsme"), ("imageDeferred", "00000003"), ("transferEnded", "00000002", 0),
           ("imageStored", "00000003", "gsme"), ("transferEnded", "00000003", 0)])
    check("HUB-14: nothing was discarded before it was covered",
          [one for one in events(lines, "alert") if "imageDiscarded" in one], [])
    check("HUB-26: both are covered", outcome(lines)[0][2].count("8F8A"), 2)


def meter(browser):
    lines = run_lines(browser, "contention=meter-image")
    stored = events(lines, "imageStored", "imageOverwritten", "imageDeferred")
    check("HUB-8, HUB-9: a meter's image overwrites the oldest of two that are fetched, at once", stored,
          [("imageStored", "00000002", "gsme"), ("imageStored", "00000002", "esme"),
           ("imageOverwritten", "00000002", "gsme", "00000002"), ("imageStored", "00000002", "gsme")])
    check("HUB-14: the display whose image it was is answered ABORT",
          events(lines, "requestRefused"), [("requestRefused", 0x95, "imageDiscarded")])
    check("HUB-14: its supplier gets alert 0x8F89, imageDiscarded", [one[:3] for one in outcome(lines)],
          [("ppmid", "0x00000001", ["8F89"]), ("ihd", "0x00000002", ["8F8A", "8F8B"]), ("esme", "0x00000002", ["8F8A"])])
    discarded = [line["json"] for line in lines if line.get("json", {}).get("response") == "imageDiscarded"]
    check("HUB-14: once, for that device", [one["device"][-2:] for one in discarded], ["A4"])


def no_room(browser):
    lines = run_lines(browser, "contention=no-room")
    check("HUB-10, HUB-12: an image for a display overwrites none that is fetched",
          events(lines, "imageStored", "imageOverwritten", "imageDeferred"),
          [("imageStored", "00000002", "gsme"), ("imageStored", "00000002", "esme")])
    notes = [(line["rule"], "none may be overwritten" in line["text"], line["lanes"])
             for line in lines if line["kind"] == "note"]
    check("HUB-12: it is refused, for want of room", notes, [("HUB-12", True, [1, 0])])
    check("HUB-14: its target gets alert 0x8F89, the others their images", outcome(lines),
          [("ppmid", "0x00000002", ["8F8A", "8F8B"]), ("ihd", "0x00000002", ["8F8A", "8F8B"]),
           ("ihd", "0x00000001", ["8F89"])])
