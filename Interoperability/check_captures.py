#!/usr/bin/env python3
"""Captures of `chub update` as Wireshark sees them.

Every frame must dissect as ZigBee Smart Energy with the OTA cluster, or a profile-wide command on it, without a
malformed one, and with the field values that zigpy reads from the octets of the trace. By hand:
check_captures.py --chub .build/release/chub -- --device ihd --loss 0.05
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import zigpy.types as t

import zcl_lines

# What Wireshark calls zigpy's fields.
PREFIX = "zbee_zcl_general.ota."
NAMES = {
    "payload_type": "payload.type", "query_jitter": "query_jitter", "manufacturer_code": "manufacturer_code",
    "image_type": "image.type", "new_file_version": "file.version", "file_version": "file.version",
    "current_file_version": "file.version", "hardware_version": "hw_ver", "status": "status",
    "image_size": "image.size", "file_offset": "file.offset", "maximum_data_size": "max_data_size",
    "request_node_addr": "ieee_addr", "minimum_block_period": "min_block_period", "page_size": "page.size",
    "response_spacing": "rsp_spacing", "image_data": "image.data", "current_time": "current_time",
    "request_time": "request_time", "upgrade_time": "upgrade_time",
}
COLUMNS = [
    "frame.protocols", "_ws.malformed", "_ws.expert.severity", "frame.comment", "zbee_aps.cluster", "zbee_aps.profile",
    "wpan.src16", "wpan.dst16", "zbee_zcl.type", "zbee_zcl.dir", "zbee_zcl.ddr", "zbee_zcl.cmd.tsn",
    "zbee_zcl.cmd.id", PREFIX + "cmd.srv_rx.id", PREFIX + "cmd.srv_tx.id", PREFIX + "attr_id",
    *sorted({PREFIX + name for name in NAMES.values()}),
]
# Wireshark's expert severity of a warning; that of an error is greater.
WARNING = 0x00600000


def dissect(path):
    """A dictionary a frame, of what tshark says; absent fields are empty."""
    arguments = ["tshark", "-r", str(path), "-T", "fields", "-E", "separator=/t", "-E", "occurrence=f"]
    for column in COLUMNS:
        arguments += ["-e", column]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in run.stdout.splitlines()]


def number(text):
    """A number as tshark prints it; a boolean may be a word."""
    words = {"True": 1, "False": 0, "": None}
    return words[text] if text in words else int(text, 0)


def expected_fields(head, command):
    """Columns and their values, from zigpy's reading of a frame."""
    control = head.frame_control
    fields = {
        "zbee_zcl.type": int(control.frame_type), "zbee_zcl.dir": int(control.direction),
        "zbee_zcl.ddr": int(control.disable_default_response), "zbee_zcl.cmd.tsn": int(head.tsn),
    }
    if not control.is_cluster:
        fields["zbee_zcl.cmd.id"] = int(head.command_id)
        return fields
    side = "cmd.srv_tx.id" if control.direction == zcl_lines.Direction.Server_to_Client else "cmd.srv_rx.id"
    fields[PREFIX + side] = int(head.command_id)
    is_wait = getattr(command, "status", None) == zcl_lines.Status.WAIT_FOR_DATA
    for name, value in command.as_dict().items():
        # Wireshark does not show WAIT_FOR_DATA's period.
        if value is None or name not in NAMES or (is_wait and name == "minimum_block_period"):
            continue
        fields[PREFIX + NAMES[name]] = bytes(value) if isinstance(value, t.LVBytes) else value
    return fields


def is_same(text, value):
    if isinstance(value, bytes):
        return text.replace(":", "") == value.hex()
    if isinstance(value, t.EUI64):
        return text.lower() == str(value).lower()
    return number(text) == int(value)


def check_frame(index, frame, step, devices):
    """What is wrong with one frame of a capture."""
    problems = []
    octets = bytes.fromhex(step["frame"])
    head, command = zcl_lines.parse(octets)
    protocols = frame["frame.protocols"]
    wanted = "wpan:zbee_nwk:zbee_aps:zbee_zcl"
    if not protocols.startswith(wanted) or head.frame_control.is_cluster != protocols.endswith("zbee_zcl_general.ota"):
        problems.append(f"dissected as {protocols}")
    if frame["_ws.malformed"] or (number(frame["_ws.expert.severity"]) or 0) >= WARNING:
        problems.append("malformed, or with a warning")
    device = devices.index(step.get("to") or step.get("from")) + 1
    ends = (0, device) if "to" in step else (device, 0)
    expected = expected_fields(head, command) | {
        "zbee_aps.cluster": 0x0019, "zbee_aps.profile": 0x0109, "wpan.src16": ends[0], "wpan.dst16": ends[1],
    }
    for column, value in expected.items():
        if not is_same(frame[column], value):
            problems.append(f"{column} is {frame[column]!r}, expected {value!r}")
    comment = "lost" if step.get("lost") else ""
    if frame["frame.comment"] != comment:
        problems.append(f"comment {frame['frame.comment']!r}, expected {comment!r}")
    return [f"frame {index}, {step['frame'][:40]}: {problem}" for problem in problems]


async def check(chub, folder, *options, status=0):
    """Runs an update with a capture and a trace: what is wrong, and how many frames of each command there are."""
    capture, trace = Path(folder) / "update.pcapng", Path(folder) / "trace.jsonl"
    process = await asyncio.create_subprocess_exec(
        chub, "update", "--json", "--pcapng", str(capture), "--trace", str(trace), *(str(o) for o in options),
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    problems = [] if process.returncode == status else [f"exit status {process.returncode}, expected {status}"]
    outcome = json.loads(output.decode().splitlines()[-1])
    devices = [device["device"] for device in outcome["devices"]]
    steps = [json.loads(line) for line in trace.read_text().splitlines()]
    steps = [step for step in steps if "frame" in step]
    frames = await asyncio.to_thread(dissect, capture)
    if len(frames) != len(steps) or len(frames) != outcome["framesSent"]:
        problems.append(f"{len(frames)} frames in the capture, {len(steps)} in the trace, {outcome['framesSent']} sent")
    lost = sum(frame["frame.comment"] == "lost" for frame in frames)
    if lost != outcome["framesLost"]:
        problems.append(f"{lost} frames with the comment, {outcome['framesLost']} lost")
    counts = {}
    for index, (frame, step) in enumerate(zip(frames, steps), 1):
        problems += check_frame(index, frame, step, devices)
        name = zcl_lines.parse(bytes.fromhex(step["frame"]))[1].command.name
        counts[name] = counts.get(name, 0) + 1
    return problems[:10], counts, outcome


def main():
    parser = argparse.ArgumentParser(description="Checks a capture of chub update with tshark and zigpy.")
    parser.add_argument("--chub", required=True)
    parser.add_argument("options", nargs="*", help="for chub update, after --")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        problems, counts, _ = asyncio.run(check(arguments.chub, folder, *arguments.options))
    print("\n".join(problems) or f"{sum(counts.values())} frames: {counts}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
