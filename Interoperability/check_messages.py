#!/usr/bin/env python3
"""GBCS messages as Wireshark sees them.

Messages stand in a capture as exported PDUs of its dissector `gbcs_message`. What that shows of a message must be what
`chub gbcs --json` says of it, field by field and in order, lengths included: no field less, and none more. What
Wireshark does not show, or shows otherwise for a reason of its own, is left out under one of the names in `Reason`.
By hand: check_messages.py --chub .build/release/chub [FILE …], each file with a message a line, or vectors.
"""

import argparse
import asyncio
import datetime
import enum
import json
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from collections import Counter
from pathlib import Path

import check_captures
import chub_process

LINK_TYPE_UPPER_PDU = 252
TAG_DISSECTOR_NAME = 12
DISSECTOR = b"gbcs_message"
COMPONENT = "gbcs_gbz.extended_header_control"


class Reason(enum.Enum):
    """Why a part of a message is not compared, or something else is expected of Wireshark."""

    OTHER_CONTENT = "content kept as octets, which Wireshark takes for BER unless it begins 01 09, 0F, D9 or DA"
    REFUSED_CONTENT = "content that chub refuses; Wireshark shows what it finds"
    PRE_COMMAND = "Pre-Command: Wireshark wants a signature octet, and calls its absence malformed"
    CERTIFICATE = "a certificate after the party's counter: Wireshark shows its first 8 octets as originator counter"
    SHORT_CERTIFICATE = "a certificate of less than 8 octets: Wireshark reads beyond it"
    UNSPECIFIED_TIME = "date-time with fields that are not specified: Wireshark computes a time from them"
    NINE_OCTETS = "an INTEGER of nine octets, which Wireshark shows as one of 64 bits with a sign"
    ALERT_REST = "octets after the time of an alert: Wireshark shows those of a few alerts, whatever they are"
    OTHER_FRAME = "a frame kept as octets; Wireshark shows what it finds"
    SHORT_FRAME = "a frame shorter than its header: Wireshark reads three octets all the same"
    MANUFACTURER_CODE = "in front of the frame Wireshark shows its manufacturer code as sequence and command"
    MANUFACTURER_COMMAND = "of a cluster's command with a manufacturer code Wireshark shows the number alone"
    SURPLUS = "octets after a complete payload: not shown, or taken for further entries of a log"
    CIPHERED_MANUFACTURER_CODE = "an encrypted frame with a manufacturer code, which Wireshark does not expect there"


PARTS_OF_COMPONENTS = (
    Reason.OTHER_FRAME, Reason.MANUFACTURER_COMMAND, Reason.CIPHERED_MANUFACTURER_CODE, Reason.SURPLUS,
)


class Unread:
    """In a list of expected fields: what Wireshark shows from here is not compared, up to the next component if any."""

    def __init__(self, reason):
        self.ends_with_component = reason in PARTS_OF_COMPONENTS


def write_capture(path, messages):
    """A pcap file, a message a second."""
    tags = struct.pack(">HH", TAG_DISSECTOR_NAME, len(DISSECTOR)) + DISSECTOR + bytes(4)
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 1 << 18, LINK_TYPE_UPPER_PDU))
        for second, message in enumerate(messages):
            size = len(tags) + len(message)
            file.write(struct.pack("<IIII", second, 0, size, size) + tags + message)


def dissect(path):
    """The fields of every message, in order, as elements of PDML."""
    run = subprocess.run(["tshark", "-r", str(path), "-T", "pdml"], capture_output=True, check=True)
    packets = xml.etree.ElementTree.fromstring(run.stdout)
    return [[f for f in packet.iter() if is_shown(f)] for packet in packets.iter("packet")]


def is_shown(element):
    """Bits of an event's configuration are shown beside their octet; `data` and the like hold other fields."""
    name = element.get("name", "")
    if element.tag != "field" or name in ("data", "data.len") or ".event_configuration." in name and "set_" not in name:
        return False
    return name.startswith(("gbcs_", "zbee_zcl", "ber.", "data.", "_ws.expert.severity", "_ws.malformed"))


def length_inside(total):
    """The length of a part that fills `total` octets together with its own length in BER."""
    return total - (1 if total <= 0x80 else 2 if total <= 0x101 else 3)


def eui64(text):
    return text.replace("-", ":").lower()


def utc(seconds):
    return datetime.datetime(2000, 1, 1) + datetime.timedelta(seconds=seconds)


def header_time(octets):
    """The date-time of a grouping header, or None where a part of it is not specified."""
    year, month, day, _, hour, minute, second = struct.unpack(">HBBBBBB", octets[:8])
    try:
        return datetime.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


class Expectation:
    """What Wireshark should show of a message, from chub's JSON."""

    def __init__(self, said, size):
        self.reasons = Counter()
        self.header = []
        self.content = []
        self.end = []
        content = said["content"]
        self.is_pre_command = "signature" not in said
        if self.is_pre_command:
            self.note(Reason.PRE_COMMAND)
        if said["macHeader"]:
            size -= 7
            self.header += [
                ("mac_header.general_ciphering", 0xDD), *[("element_length", 0)] * 6,
                ("element_length", length_inside(size)), ("mac_header.security_control_byte", 0x11),
                ("mac_header.invocation_counter", 0),
            ]
            size = length_inside(size) - 5 - 12
        signature = bytes.fromhex(said.get("signature", ""))
        size -= len(signature) + (not self.is_pre_command)
        self.add_grouping_header(said, size)
        if not self.is_pre_command:
            self.end.append(("element_length", len(signature)))
            self.end += [("krp", signature)] if signature else []
            self.end += [("mac", bytes.fromhex(said["mac"]))] if "mac" in said else []
        self.header = [self.named(item, "gbcs_message.") for item in self.header]
        self.end = [self.named(item, "gbcs_message.") for item in self.end]
        self.add_content(content, said)

    @staticmethod
    def named(item, prefix):
        return item if isinstance(item, Unread) else (prefix + item[0], item[1])

    def note(self, reason):
        self.reasons[reason] += 1

    def unread(self, reason):
        self.note(reason)
        return Unread(reason)

    def add_grouping_header(self, said, size):
        prefix = "grouping_header."
        time = bytes.fromhex(said.get("dateTime", ""))
        fields = [
            (prefix + "general_signing", 0xDF), ("element_length", 9),
            (prefix + "cra_flag", ["command", "response", "alert"].index(said["cra"]) + 1),
            (prefix + "originator_counter", said["counter"]),
            ("element_length", 8), (prefix + "business_originator_id", eui64(said["originator"])),
            ("element_length", 8), (prefix + "business_target_id", eui64(said["recipient"])),
            ("element_length", len(time)),
        ]
        if time:
            if header_time(time) is None:
                self.note(Reason.UNSPECIFIED_TIME)
            fields.append((prefix + "date_time", header_time(time)))
        party, counter = (said.get("supplementaryRemoteParty" + name) for name in ("ID", "Counter"))
        tail = b""
        if "supplementaryOriginatorCounter" in said:
            tail += said["supplementaryOriginatorCounter"].to_bytes(8, "big")
        certificate = bytes.fromhex(said.get("supplementaryRemotePartyKeyAgreementCertificate", ""))
        if certificate and not tail:
            self.note(Reason.CERTIFICATE)
        tail += certificate
        other = 2 + 8 * (party is not None) + 8 * (counter is not None) + len(tail)
        fields += [("element_length", other), (prefix + "message_code", int(said["messageCode"], 16))]
        prefix += "supplementary_remote_party_"
        fields += [(prefix + "id", eui64(party))] if party is not None else []
        fields += [(prefix + "counter", counter)] if counter is not None else []
        if 0 < len(tail) < 8:
            fields.append(self.unread(Reason.SHORT_CERTIFICATE))
        elif tail:
            fields.append((prefix + "originator_counter", int.from_bytes(tail[:8], "big")))
            fields += [(prefix + "ka_certificate", tail[8:])] if tail[8:] else []
        ahead = 11 + 9 + 9 + 1 + len(time) + (1 if other < 0x80 else 2 if other < 0x100 else 3) + other
        self.header += [*fields, ("element_length", length_inside(size - ahead))]

    def add_content(self, content, said):
        if content.get("profile") == "gbz":
            self.add_gbz(content)
        elif content.get("profile") == "dlms":
            # Wireshark leaves it alone.
            self.content.append(("data.data", dlms_octets(content, said["cra"])))
        elif "error" in content:
            self.content.append(self.unread(Reason.REFUSED_CONTENT))
        elif "octets" in content:
            octets = bytes.fromhex(content["octets"])
            # What begins so is DLMS to Wireshark, which it leaves alone.
            is_data = len(octets) > 1 and octets[0] in (0x0F, 0xD9, 0xDA)
            self.content.append(("data.data", octets) if is_data else self.unread(Reason.OTHER_CONTENT))
        elif "null" in content:
            self.content.append(("ber.null_tag", ""))
        else:
            self.content += [item for item in map(self.element, content.items()) if item]

    def element(self, item):
        """The element of BER that holds a field of DER; the JSON has them in the order of the message."""
        name, value = item
        if name in ("alertCode", "originatorCounter", "responseCode"):
            number = int(value, 16) if name == "alertCode" else value
            if number >= 1 << 63:
                self.note(Reason.NINE_OCTETS)
                number -= 1 << 64
            return ("ber.unknown.INTEGER", number)
        if name in ("time", "executionTime"):
            return ("ber.unknown.GeneralizedTime", value)
        if name == "device":
            return ("ber.unknown.OCTETSTRING", bytes.fromhex(value.replace("-", "")))
        if name in ("firmwareVersion", "imageHash"):
            return ("ber.unknown.OCTETSTRING", bytes.fromhex(value))
        # The name of a response code has no octets of its own.
        return None if name == "response" else (name, value)

    def add_gbz(self, content):
        fields = [("profile_id", 0x0109)]
        if "alertCode" in content:
            fields += [
                ("components", content["numberOfComponents"]), ("alert_code", int(content["alertCode"], 16)),
                ("timestamp", utc(content["time"])),
            ]
            if "imageHash" in content:
                fields += [("firmware_alert_start", 0x0920), ("firmware_hash", bytes.fromhex(content["imageHash"]))]
            elif content["octets"] or content["alertCode"] in ("8F72", "8F1C"):
                fields.append(self.unread(Reason.ALERT_REST))
        else:
            fields.append(("components", len(content["components"])))
        self.content += [self.named(item, "gbcs_gbz.") for item in fields]
        for component in content.get("components", []):
            self.content += self.component(component)

    def component(self, component):
        is_encrypted = "cipheredInformation" in component
        frame = component if is_encrypted else component.get("frame")
        octets = bytes.fromhex(component.get("octets", ""))
        ciphered = bytes.fromhex(component.get("cipheredInformation", ""))
        if frame is None:
            size = len(octets)
        else:
            size = 5 if "manufacturerSpecificCode" in frame else 3
            size += 4 + len(ciphered) if is_encrypted else payload_size(frame)
        fields = [
            ("extended_header_control", component["control"]), ("extended_header_cluster", component["cluster"]),
            ("extended_header_length", size + 4 * ("fromDateTime" in component)),
        ]
        fields += [("from_date_time", utc(component["fromDateTime"]))] if "fromDateTime" in component else []
        if is_encrypted:
            fields += [("additional_header_control", 0), ("additional_frame_counter", component["frameCounter"])]
        below = []
        if frame is None and len(octets) < 3:
            fields.append(self.unread(Reason.SHORT_FRAME))
        elif frame is None:
            fields += zip(("frame_control", "transaction", "command_id"), octets)
            fields.append(self.unread(Reason.OTHER_FRAME))
        elif is_encrypted:
            fields.append(("frame_control", frame["frameControl"]))
            if "manufacturerSpecificCode" in frame:
                fields.append(self.unread(Reason.CIPHERED_MANUFACTURER_CODE))
            else:
                fields += [
                    ("transaction", frame["sequence"]), ("command_id", frame["commandIdentifier"]),
                    ("length_of_ciphered_information", len(ciphered)), ("security_control", ciphered[0]),
                    ("invocation_counter", int.from_bytes(ciphered[1:5], "big")),
                    ("encrypted_payload", ciphered[5:-12]), ("mac", ciphered[-12:]),
                ]
        else:
            below = zcl_fields(frame)
            code = frame.get("manufacturerSpecificCode")
            if code is not None:
                self.note(Reason.MANUFACTURER_CODE)
                if frame["frameControl"] & 3:
                    # Type, manufacturer code, direction, default response, code and sequence come first.
                    below[6:] = [(PROFILE + "cs.cmd.id", below[6][1]), self.unread(Reason.MANUFACTURER_COMMAND)]
            below += [self.unread(Reason.SURPLUS)] if "surplus" in frame else []
            seen = (frame["sequence"], COMMANDS[frame["command"]][-1]) if code is None else (code & 255, code >> 8)
            fields += zip(("frame_control", "transaction", "command_id"), (frame["frameControl"], *seen))
        return [*(self.named(item, "gbcs_gbz.") for item in fields), *below]


PROFILE = "zbee_zcl."
MANAGEMENT = "zbee_zcl_se.device_management."
EVENTS = "zbee_zcl_se.events."
# Where Wireshark shows the identifier of a command, and which it is.
COMMANDS = {
    "readAttributes": (PROFILE + "cmd.id", 0x00), "readAttributesResponse": (PROFILE + "cmd.id", 0x01),
    "defaultResponse": (PROFILE + "cmd.id", 0x0B), "getEventConfiguration": (MANAGEMENT + "cmd.srv_tx.id", 0x05),
    "setEventConfiguration": (MANAGEMENT + "cmd.srv_tx.id", 0x04),
    "reportEventConfiguration": (MANAGEMENT + "cmd.srv_rx.id", 0x04), "getEventLog": (EVENTS + "cmd.srv_rx.id", 0x00),
    "publishEventLog": (EVENTS + "cmd.srv_tx.id", 0x01), "clearEventLogRequest": (EVENTS + "cmd.srv_rx.id", 0x01),
    "clearEventLogResponse": (EVENTS + "cmd.srv_tx.id", 0x02),
}


def dlms_octets(content, cra):
    """The octets of a content in DLMS, from its fields."""
    head = b"\x20" + content["invokeID"].to_bytes(3, "big") + b"\x00"
    if cra == "command":
        return b"\xd9" + head + bytes.fromhex("01010001" "0000000201ff" "020100")
    if cra == "response":
        version = content.get("firmwareVersion")
        data = b"\x00" if version is None else b"\x09\x04" + bytes.fromhex(version)
        return b"\xda" + head + b"\x00\x01" + data + b"\x01\x01" + bytes([content["responseCode"]])
    digits, _, hundredths = content["time"].removesuffix("Z").partition(".")
    month, day, hour, minute, second = (int(digits[at:at + 2]) for at in range(4, 14, 2))
    time = int(digits[:4]).to_bytes(2, "big") + bytes([month, day, 0xFF, hour, minute, second, int(hundredths or 0)])
    third = b""
    if "imageHash" in content:
        third = bytes.fromhex(content["imageHash"])
    elif "device" in content:
        third = bytes.fromhex(content["device"].replace("-", ""))
    elif "discardedCRA" in content:
        third = bytes.fromhex((content["discardedOriginator"] + content["discardedRecipient"]).replace("-", ""))
        third += bytes([["command", "response", "alert"].index(content["discardedCRA"]) + 1])
        third += content["discardedCounter"].to_bytes(8, "big")
    return (
        b"\x0f" + head + bytes([2, 3 if third else 2, 0x12]) + bytes.fromhex(content["alertCode"]) + b"\x09\x0c" + time
        + b"\x80\x00\xff" + (bytes([9, len(third)]) + third if third else b"")
    )


def payload_size(frame):
    """Octets of a payload and after it, for the length of a component."""
    surplus = len(frame.get("surplus", "")) // 2
    command, fields = frame["command"], frame["fields"]
    if command == "readAttributesResponse":
        return surplus + sum(3 if one["status"] else 5 + len(one["value"]) // 2 for one in fields["records"])
    if command == "publishEventLog":
        return surplus + 5 + sum(8 + len(entry["octets"] or "") // 2 for entry in fields["entries"])
    if command == "readAttributes":
        return surplus + 2 * len(fields["attributes"])
    if command == "reportEventConfiguration":
        return surplus + 2 + 3 * len(fields["events"])
    if command == "setEventConfiguration":
        named = {0: 1 + 2 * len(fields.get("eventIDs", [])), 1: 2, 2: 1, 3: 1}[fields["configurationControl"]]
        return surplus + 10 + named
    sizes = {
        "defaultResponse": 2, "getEventConfiguration": 2, "getEventLog": 14, "clearEventLogRequest": 1,
        "clearEventLogResponse": 1,
    }
    return surplus + sizes[command]


def zcl_fields(frame):
    """What the ZCL dissector should show of a frame."""
    command, fields, control = frame["command"], frame["fields"], frame["frameControl"]
    shown = [
        (PROFILE + "type", control & 3), (PROFILE + "ms", control >> 2 & 1), (PROFILE + "dir", control >> 3 & 1),
        (PROFILE + "ddr", control >> 4 & 1),
    ]
    if "manufacturerSpecificCode" in frame:
        shown.append((PROFILE + "cmd.mc", frame["manufacturerSpecificCode"]))
    shown += [(PROFILE + "cmd.tsn", frame["sequence"]), COMMANDS[command]]
    if command == "readAttributes":
        shown += [("attribute", identifier) for identifier in fields["attributes"]]
    elif command == "readAttributesResponse":
        for record in fields["records"]:
            shown += [("attribute", record["attribute"]), (PROFILE + "attr.status", record["status"])]
            if record["status"] == 0:
                shown += [(PROFILE + "attr.data.type", record["type"]), octet_string(PROFILE + "attr.ostr", record)]
    elif command == "defaultResponse":
        shown += [(PROFILE + "cmd.id.rsp", fields["commandIdentifier"]), (PROFILE + "attr.status", fields["status"])]
    elif command == "getEventConfiguration":
        shown.append((MANAGEMENT + "get_event_configuration.event_id", fields["eventID"]))
    elif command == "reportEventConfiguration":
        shown += [(MANAGEMENT + "command_index", fields["commandIndex"])]
        shown += [(MANAGEMENT + "total_commands", fields["totalCommands"])]
        for event in fields["events"]:
            shown += [(MANAGEMENT + "event_id", event["eventID"])]
            shown += [(MANAGEMENT + "event_configuration", event["configuration"])]
    elif command == "setEventConfiguration":
        prefix = MANAGEMENT + "set_event_configuration."
        shown += [
            (prefix + "issuer_event_id", fields["issuerEventID"]), (prefix + "start_time", utc(fields["startTime"])),
            (MANAGEMENT + "event_configuration", fields["configuration"]),
            (prefix + "configuration_control", fields["configurationControl"]),
        ]
        prefix += "event_configuration."
        if "eventIDs" in fields:
            shown.append((prefix + "number_of_events", len(fields["eventIDs"])))
            shown += [(prefix + "event_id", identifier) for identifier in fields["eventIDs"]]
        for key, name in (
            ("eventGroupID", "event_group_id"), ("logID", "log_id"), ("configurationMatch", "configuration_value_match"),
        ):
            shown += [(prefix + name, fields[key])] if key in fields else []
    elif command == "getEventLog":
        prefix = EVENTS + "get_event_log."
        shown += [
            (prefix + "event_control_log_id", fields["logControl"]), (prefix + "event_id", fields["eventID"]),
            (prefix + "start_time", utc(fields["start"])), (prefix + "end_time", utc(fields["end"])),
            (prefix + "number_of_events", fields["numberOfEvents"]), (prefix + "event_offset", fields["eventOffset"]),
        ]
    elif command == "clearEventLogRequest":
        shown.append((EVENTS + "clear_event_log_request.log_id", fields["logId"]))
    elif command == "clearEventLogResponse":
        shown.append((EVENTS + "clear_event_log_response.cleared_event_logs", fields["clearedLogs"]))
    elif command == "publishEventLog":
        prefix = EVENTS + "publish_event_log."
        shown += [
            (prefix + "event_id", fields["totalMatchingEvents"]), (prefix + "command_index", fields["commandIndex"]),
            (prefix + "total_commands", fields["totalCommands"]),
            (prefix + "number_of_events_log_payload_control", fields["numberOfEvents"] << 4 | fields["control"]),
        ]
        for entry in fields["entries"]:
            shown += [
                (prefix + "log_id", entry["logID"]), (prefix + "event_id", entry["eventID"]),
                (prefix + "event_time", utc(entry["time"])), octet_string(prefix + "event_data", entry, "octets"),
            ]
    return shown


def octet_string(name, fields, key="value"):
    """PDML has the octets of a string with its length in front; null is the invalid one."""
    octets = bytes.fromhex(fields[key] or "")
    return (name, b"\xff" if fields[key] is None else bytes([len(octets)]) + octets)


def is_same(field, expected):
    name, value = expected
    shown = field.get("name")
    if name == "attribute":
        # Each cluster has attribute identifiers of its own.
        if not shown.endswith(("attr_id", "attr.id")):
            return False
    elif shown != name:
        return False
    text = field.get("show")
    if value is None:
        return True
    if isinstance(value, bytes):
        return field.get("value", "") == value.hex()
    if isinstance(value, datetime.datetime):
        return datetime.datetime.strptime(text.split(".")[0], "%b %d, %Y %H:%M:%S") == value
    if isinstance(value, int):
        return check_captures.number(text) == value
    return text == value


def compare(expected, shown, is_cut):
    """Whether all is as expected: a problem or None, and how many fields are. `is_cut`: Wireshark gave up."""
    fields = list(shown)
    count = 0
    for item in expected:
        if isinstance(item, Unread):
            while fields and not (item.ends_with_component and fields[0].get("name") == COMPONENT):
                fields.pop(0)
            if not fields and is_cut:
                return None, count
            continue
        if not fields:
            return f"no {item[0]}, expected {item[1]!r}", count
        field = fields.pop(0)
        if not is_same(field, item):
            found = f"{field.get('name')} {field.get('show') or field.get('value')!r}"
            return f"{found}, expected {item[0]} {item[1]!r}", count
        count += 1
    return (f"{fields[0].get('name')} is not expected" if fields else None), count


def check_message(expectation, fields):
    """What is wrong with Wireshark's reading of a message, and how many of its fields are as expected."""
    is_cut = any(field.get("name") == "_ws.malformed.expert" for field in fields)
    severities = [field.get("show") for field in fields if field.get("name") == "_ws.expert.severity"]
    fields = [field for field in fields if "_ws." not in field.get("name") and ".error." not in field.get("name")]
    envelope = [field for field in fields if field.get("name").startswith("gbcs_message.")]
    content = [field for field in fields if not field.get("name").startswith("gbcs_message.")]
    is_unread = any(isinstance(item, Unread) for item in (*expectation.header, *expectation.content))
    expected = expectation.header + expectation.end
    short = next((i for i, item in enumerate(expected) if isinstance(item, Unread)), None)
    if short is not None:
        # Nothing that follows is in its place.
        _, count = compare(expected[:short], envelope[:short], False)
        return ([] if count == short else ["the grouping header is another"]), count
    if is_cut and is_unread and len(envelope) == len(expectation.header):
        expected = expectation.header
    elif is_cut != expectation.is_pre_command:
        return ["malformed" if is_cut else "not malformed"], 0
    problems = []
    if not is_cut and not is_unread and any(check_captures.number(one) >= check_captures.WARNING for one in severities):
        problems.append("a warning")
    total = 0
    for part, shown in ((expected, envelope), (expectation.content, content)):
        problem, count = compare(part, shown, is_cut)
        problems += [problem] if problem else []
        total += count
    return problems, total


async def say(chub, messages):
    """What chub says of messages."""
    lines = "".join(message.hex() + "\n" for message in messages).encode()
    status, output, diagnostics = await chub_process.run(chub, "gbcs", "--json", standard_input=lines)
    if status:
        raise RuntimeError(f"chub gbcs: status {status}: {diagnostics}{output[-200:]}")
    return [json.loads(line) for line in output.splitlines()]


async def make(chub, said):
    """The messages of which chub says so."""
    lines = "".join(json.dumps(one) + "\n" for one in said).encode()
    status, output, diagnostics = await chub_process.run(chub, "gbcs", "encode", standard_input=lines)
    if status:
        raise RuntimeError(f"chub gbcs encode: status {status}: {diagnostics}{output[-200:]}")
    return [bytes.fromhex(line) for line in output.split()]


async def check(chub, folder, messages, said=None):
    """What is wrong, how many fields were compared, and what was not, by reason."""
    said = said or await say(chub, messages)
    capture = Path(folder) / "messages.pcap"
    write_capture(capture, messages)
    dissected = await asyncio.to_thread(dissect, capture)
    problems, total, reasons = [], 0, Counter()
    if not len(messages) == len(said) == len(dissected):
        problems.append(f"{len(messages)} messages, {len(said)} said, {len(dissected)} dissected")
    for message, one, fields in zip(messages, said, dissected):
        expectation = Expectation(one, len(message))
        found, count = check_message(expectation, fields)
        problems += [f"{message.hex()[:120]}: {problem}" for problem in found]
        total += count
        reasons += expectation.reasons
    return problems, total, reasons


def read(path):
    """The messages of a file of vectors, or of one with a message a line."""
    text = Path(path).read_text()
    if not text.startswith("{"):
        return [bytes.fromhex(line) for line in text.split()]
    tests = [test for group in json.loads(text)["testGroups"] for test in group["tests"]]
    return [bytes.fromhex(test["message"]) for test in tests if test["result"] == "valid"]


def main():
    parser = argparse.ArgumentParser(description="Compares chub's reading of GBCS messages with Wireshark's.")
    parser.add_argument("--chub", required=True)
    parser.add_argument("file", nargs="+", help="a message a line in hexadecimal, or vectors")
    arguments = parser.parse_args()
    messages = [message for path in arguments.file for message in read(path)]
    with tempfile.TemporaryDirectory() as folder:
        problems, total, reasons = asyncio.run(check(arguments.chub, folder, messages))
    for reason, count in reasons.most_common():
        print(f"{count:5}  {reason.value}")
    print("\n".join([*problems, f"{len(messages)} messages, {total} fields, {len(problems)} problems"]))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
