"""`run-folder` over files whose fate is known, and with a chub that dies."""

import base64
import json
import sys
from pathlib import Path

import images
from chub_process import run

CASES = {}
HERE = Path(__file__).parent
VECTORS = HERE.parent / "vectors"


def case(name):
    def add(body):
        CASES["run-folder: " + name] = body
        return body

    return add


def valid_messages():
    """Messages whose content is good too."""
    groups = json.loads((VECTORS / "event-log-messages.json").read_text())["testGroups"]
    return [test["message"] for group in groups for test in group["tests"] if test["result"] == "valid"][:4]


def write(folder):
    """Files that come through, and beside them in a folder below some that do not; how many messages there are."""
    file = images.make().serialize()
    messages = valid_messages()
    below = folder / "below"
    below.mkdir(parents=True)
    (folder / "image.ota").write_bytes(file)
    (folder / "container.bin").write_bytes(b"a vendor's header" + file)
    (folder / "without a name").write_text("\n".join(messages))
    (folder / "octets").write_bytes(bytes.fromhex(messages[0]))
    (folder / "base64.txt").write_bytes(base64.encodebytes(bytes.fromhex(messages[0])))
    (folder / "emulator.log").write_text("".join(f"12:00 [GBCS:DATA={text}] sent\nidle 12\n" for text in messages))
    (folder / "duis.xml").write_text(
        "<d:Request xmlns:d='urn:d'>" + "".join(f"<d:GBCSPayload>{t}</d:GBCSPayload>" for t in messages) + "</d:Request>")
    (folder / "notes.txt").write_text("0BEEF11E is an identifier, DD 00 begins a message")
    for name, count in (("half.ota", len(file) // 2), ("third.ota", len(file) // 3)):
        (below / name).write_bytes(file[:count])
    (below / "cut.hex").write_text(messages[0][:-2])
    return 3 * len(messages) + 2


async def run_folder(chub, *arguments):
    command = str(HERE / "run-folder")
    return await run(sys.executable, command, *arguments, "--chub", chub, "--jobs", "2")


@case("what comes through and what fails, by kind")
async def kinds(context):
    count = write(context.folder / "files")
    status, output, errors = await run_folder(context.chub, context.folder / "files", "--json")
    result = json.loads(output)
    expected = {
        "otaFiles": 4, "otaFilesPassed": 2, "messageFiles": 6, "messageFilesPassed": 5, "messages": count + 1,
        "notRecognised": 1, "unreadable": 0,
    }
    problems = [] if status == 1 and not errors else [f"status {status}: {errors}"]
    if result["total"] != expected:
        problems.append(f"{result['total']} in place of {expected}")
    # Two files of different sizes fail in one way.
    found = [(f["command"], f["status"], f["reason"].split(":")[0], f["count"]) for f in result["failures"]]
    wanted = [
        ("image --json", "exit 65", "truncated at offset N", 2), ("gbcs --json", "exit 65", "truncated", 1),
    ]
    if found != wanted:
        problems.append(f"{found} in place of {wanted}")
    status, output, _ = await run_folder(context.chub, context.folder / "files" / "image.ota")
    if status != 0 or "OTA files: 1 of 1 came through and back" not in output:
        problems.append(f"one file: status {status}, {output}")
    return problems


@case("a crash comes first, wrong octets are seen")
async def crashes(context):
    write(context.folder / "files")
    # `gbcs --json` is right, `gbcs encode` gives something else, anything else dies.
    false = context.folder / "chub"
    false.write_text(
        f"#!/bin/sh\ncase \"$1 $2\" in\n'gbcs --json') exec '{context.chub}' \"$@\" ;;\n"
        f"'gbcs encode') '{context.chub}' \"$@\" | sed s/^d/e/ ;;\n*) kill -SEGV $$ ;;\nesac\n")
    false.chmod(0o755)
    status, output, _ = await run_folder(false, context.folder / "files", "--json")
    failures = json.loads(output)["failures"]
    statuses = [failure["status"] for failure in failures]
    problems = [] if status == 1 else [f"status {status}"]
    if statuses[:2] != ["signal SIGSEGV"] * 2 or "signal SIGSEGV" in statuses[2:]:
        problems.append(f"the order is {statuses}")
    if not any(failure["reason"] == "other octets come back" for failure in failures):
        problems.append("octets that differ are not seen")
    return problems


@case("wrong usage")
async def usage(context):
    problems = []
    for arguments, expected in (((), 64), (("--jobs", "0", "."), 64), ((context.folder / "none",), 66)):
        status, output, errors = await run(
            sys.executable, str(HERE / "run-folder"), *arguments, "--chub", context.chub)
        if status != expected or output or not errors:
            problems.append(f"{arguments}: status {status}, {errors}")
    return problems
