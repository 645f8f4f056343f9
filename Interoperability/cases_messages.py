"""GBCS messages of the vectors, and frames of clusters that GBCS uses: what tshark shows against what chub says."""

import copy
import json
from pathlib import Path

import check_messages
import chub_process

CASES = {}
VECTORS = Path(__file__).parent.parent / "vectors"
MESSAGES = (
    "gbcs-envelope", "gbz", "gcs20r", "firmware-alerts", "activate-firmware", "dlms", "event-log-messages",
)
FRAMES = ("event-configuration", "event-log", "security-log")


def messages_case(name):
    async def body(context):
        messages = check_messages.read(VECTORS / f"{name}.json")
        problems, _, _ = await check_messages.check(context.chub, context.folder, messages)
        return problems[:10]

    CASES[f"messages: {name}.json"] = body


for file in MESSAGES:
    messages_case(file)


async def data_contents(context):
    """What Wireshark cannot read ends its reading, so that it shows no signature and no MAC. It leaves DLMS alone."""
    messages = [message for name in MESSAGES for message in check_messages.read(VECTORS / f"{name}.json")]
    originals, changed = [], []
    for message, said in zip(messages, await check_messages.say(context.chub, messages), strict=True):
        octets = said["content"].get("octets", "")
        if len(octets) > 2 and "profile" not in said["content"]:
            said = copy.deepcopy(said)
            said["content"] = {"octets": "d9" + octets[2:]}
            originals.append(message)
            changed.append(said)
    made = await check_messages.make(context.chub, changed)
    problems = [
        f"{message.hex()} is not {original.hex()} but for an octet"
        for message, original in zip(made, originals, strict=True)
        if len(message) != len(original) or sum(map(int.__ne__, message, original)) > 1
    ]
    found, _, reasons = await check_messages.check(context.chub, context.folder, made, changed)
    if check_messages.Reason.OTHER_CONTENT in reasons or not made:
        problems.append("a content is not compared")
    return (problems + found)[:10]


CASES["messages: with contents that Wireshark leaves alone, made by `chub gbcs encode`"] = data_contents


def frames_case(name):
    async def body(context):
        groups = json.loads((VECTORS / f"{name}.json").read_text())["testGroups"]
        frames = [
            (group["cluster"], test["frame"])
            for group in groups
            for test in group["tests"]
            if test["result"] != "invalid"
        ]
        said = []
        for cluster, frame in frames:
            status, output, diagnostics = await chub_process.run(
                context.chub, "decode", "--json", "--lenient", "--cluster", cluster, frame
            )
            if status:
                return [f"decode {frame}: status {status}: {diagnostics}"]
            said.append(frame_message(cluster, json.loads(output)))
        # The messages are made of the octets of the vectors, and compared with the fields that chub reads in them.
        octets = [frame_message(cluster, None, frame) for cluster, frame in frames]
        messages = await check_messages.make(context.chub, octets)
        problems, _, _ = await check_messages.check(context.chub, context.folder, messages, said)
        return problems[:10]

    CASES[f"messages: frames of {name}.json"] = body


def frame_message(cluster, frame, octets=None):
    """A response of one component, as `chub gbcs --json` says it."""
    component = {"control": 1, "cluster": cluster} | ({"octets": octets} if frame is None else {"frame": frame})
    return {
        "macHeader": False, "cra": "response", "counter": 1, "originator": "00-DB-12-34-56-78-90-B1",
        "recipient": "90-B3-D5-1F-30-01-00-07", "messageCode": "7A02",
        "content": {"profile": "gbz", "components": [component]}, "signature": "",
    }


for file in FRAMES:
    frames_case(file)
