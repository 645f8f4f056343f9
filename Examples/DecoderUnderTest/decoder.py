#!/usr/bin/env python3
"""A decoder under test in Python: a frame a line in, its fields as JSON a line out.

    chub vectors run --exec 'python3 Examples/DecoderUnderTest/decoder.py'

It is written from the rules (ZCL-1, ZCL-2, OTA-1, GBCS-3, GBCS-6; `chub explain RULE` says what they say) and shows
how a manufacturer's own decoder is put behind such a program. It is a strict one: what deviates is refused.
"""

import json
import sys

OTA_UPGRADE, DEVICE_MANAGEMENT, EVENTS = 0x0019, 0x0708, 0x0709
CLIENT_TO_SERVER, SERVER_TO_CLIENT = 0, 1


class Refusal(Exception):
    """Octets do not decode: the kind of IF-2, and the offset of the octet at fault."""

    def __init__(self, kind, offset):
        super().__init__(kind, offset)
        self.kind, self.offset = kind, offset


class Reader:
    """Reads octets from the front. Integers and EUI-64s are little-endian."""

    def __init__(self, octets):
        self.octets, self.offset = octets, 0

    @property
    def remaining(self):
        return len(self.octets) - self.offset

    def take(self, count):
        if self.remaining < count:
            # The first missing octet.
            raise Refusal("truncated", len(self.octets))
        taken = self.octets[self.offset:self.offset + count]
        self.offset += count
        return taken

    def integer(self, size):
        return int.from_bytes(self.take(size), "little")

    def eui64(self):
        return "-".join(f"{octet:02X}" for octet in reversed(self.take(8)))

    def node_address(self):
        return self.eui64()

    def string(self):
        """A length and so many octets; length 0xFF is the invalid string."""
        length = self.integer(1)
        return None if length == 0xFF else self.take(length).hex()

    def field_control(self, defined):
        """Bits that say which optional fields are there; others are an error (OTA-2)."""
        value = self.integer(1)
        if value & ~defined:
            raise Refusal("reservedValue", self.offset - 1)
        return value

    def finish(self):
        if self.remaining:
            raise Refusal("trailingOctets", self.offset)


# ZCL-2: profile-wide commands, the same in every cluster.

# Sizes of integers, and of other types whose octets are kept as they are.
INTEGERS = {0x18: 1, 0x20: 1, 0x21: 2, 0x23: 4, 0x25: 6, 0x30: 1, 0xE2: 4}
OTHERS = {0x00: 0, 0x31: 2, 0x38: 2, 0x39: 4, 0x3A: 8, 0xE0: 4, 0xE1: 4, 0xE8: 2, 0xE9: 2, 0xEA: 4, 0xF1: 16}
for first in (0x08, 0x18, 0x20, 0x28):
    for length in range(8):
        if first + length not in INTEGERS:
            OTHERS[first + length] = length + 1


def typed_value(reader):
    """A type and a value."""
    data_type = reader.integer(1)
    if data_type == 0x10:
        # False, true, or no value.
        value = reader.integer(1)
        if value not in (0, 1, 0xFF):
            raise Refusal("invalidValue", reader.offset - 1)
    elif data_type in INTEGERS:
        value = reader.integer(INTEGERS[data_type])
    elif data_type in (0x41, 0x42):
        value = reader.string()
    elif data_type == 0xF0:
        value = reader.eui64()
    elif data_type in OTHERS:
        value = reader.take(OTHERS[data_type]).hex()
    else:
        # Nobody knows where it ends.
        raise Refusal("invalidValue", reader.offset - 1)
    return {"type": data_type, "value": value}


def records(reader, record):
    """Records up to the end of the frame."""
    found = []
    while reader.remaining:
        found.append(record(reader))
    return found


def read_attributes(reader):
    return {"attributes": records(reader, lambda reader: reader.integer(2))}


def read_attributes_response(reader):
    def record(reader):
        fields = {"attribute": reader.integer(2), "status": reader.integer(1)}
        # A type and a value only with SUCCESS.
        return fields | typed_value(reader) if fields["status"] == 0 else fields

    return {"records": records(reader, record)}


def write_attributes(reader):
    return {"records": records(reader, lambda reader: {"attribute": reader.integer(2)} | typed_value(reader))}


def write_attributes_response(reader):
    def failure(reader):
        status = reader.integer(1)
        if status == 0:
            raise Refusal("invalidValue", reader.offset - 1)
        return {"status": status, "attribute": reader.integer(2)}

    if reader.remaining == 0:
        raise Refusal("truncated", reader.offset)
    # One octet 00 says SUCCESS of all.
    if reader.octets[reader.offset:] == b"\x00":
        reader.take(1)
        return {"records": []}
    return {"records": records(reader, failure)}


def default_response(reader):
    return {"commandIdentifier": reader.integer(1), "status": reader.integer(1)}


PROFILE_WIDE = {
    0x00: ("readAttributes", read_attributes),
    0x01: ("readAttributesResponse", read_attributes_response),
    0x02: ("writeAttributes", write_attributes),
    0x04: ("writeAttributesResponse", write_attributes_response),
    0x0B: ("defaultResponse", default_response),
}


# OTA-1: the OTA Upgrade cluster.

def file_identifier(reader, version="fileVersion"):
    return {"manufacturerCode": reader.integer(2), "imageType": reader.integer(2), version: reader.integer(4)}


def image_notify(reader):
    payload_type = reader.integer(1)
    if payload_type > 3:
        raise Refusal("reservedValue", reader.offset - 1)
    jitter = reader.integer(1)
    if not 1 <= jitter <= 100:
        raise Refusal("invalidValue", reader.offset - 1)
    fields = {"payloadType": payload_type, "queryJitter": jitter}
    if payload_type >= 1:
        fields["manufacturerCode"] = reader.integer(2)
    if payload_type >= 2:
        fields["imageType"] = reader.integer(2)
    if payload_type >= 3:
        fields["newFileVersion"] = reader.integer(4)
    return fields


def query_next_image_request(reader):
    control = reader.field_control(defined=0x01)
    fields = file_identifier(reader, "currentFileVersion")
    if control & 0x01:
        fields["hardwareVersion"] = reader.integer(2)
    return fields


def query_response(reader):
    fields = {"status": reader.integer(1)}
    if fields["status"] == 0:
        fields |= file_identifier(reader) | {"imageSize": reader.integer(4)}
    return fields


def image_block_request(reader):
    control = reader.field_control(defined=0x03)
    fields = file_identifier(reader) | {"fileOffset": reader.integer(4), "maximumDataSize": reader.integer(1)}
    if control & 0x01:
        fields["requestNodeAddress"] = reader.node_address()
    if control & 0x02:
        fields["minimumBlockPeriod"] = reader.integer(2)
    return fields


def image_page_request(reader):
    control = reader.field_control(defined=0x01)
    fields = file_identifier(reader) | {
        "fileOffset": reader.integer(4), "maximumDataSize": reader.integer(1),
        "pageSize": reader.integer(2), "responseSpacing": reader.integer(2),
    }
    if control & 0x01:
        fields["requestNodeAddress"] = reader.node_address()
    return fields


def image_block_response(reader):
    fields = {"status": reader.integer(1)}
    if fields["status"] == 0x00:
        fields |= file_identifier(reader) | {"fileOffset": reader.integer(4)}
        fields["imageData"] = reader.take(reader.integer(1)).hex()
    elif fields["status"] == 0x97:
        fields |= {
            "currentTime": reader.integer(4), "requestTime": reader.integer(4),
            "minimumBlockPeriod": reader.integer(2),
        }
    return fields


def upgrade_end_request(reader):
    return {"status": reader.integer(1)} | file_identifier(reader)


def upgrade_end_response(reader):
    return file_identifier(reader) | {"currentTime": reader.integer(4), "upgradeTime": reader.integer(4)}


def query_device_specific_file_request(reader):
    fields = {"requestNodeAddress": reader.node_address(), "manufacturerCode": reader.integer(2)}
    fields["imageType"] = reader.integer(2)
    if not 0xFFC0 <= fields["imageType"] <= 0xFFFE:
        raise Refusal("invalidValue", reader.offset - 2)
    return fields | {"fileVersion": reader.integer(4), "currentStackVersion": reader.integer(2)}


# GBCS-3: the Device Management cluster.

def get_event_configuration(reader):
    return {"eventID": reader.integer(2)}


def report_event_configuration(reader):
    fields = {"commandIndex": reader.integer(1), "totalCommands": reader.integer(1)}
    fields["events"] = records(
        reader, lambda reader: {"eventID": reader.integer(2), "configuration": reader.integer(1)})
    return fields


def set_event_configuration(reader):
    fields = {
        "issuerEventID": reader.integer(4), "startTime": reader.integer(4), "configuration": reader.integer(1),
        "configurationControl": reader.integer(1),
    }
    # Which events it is about.
    control = fields["configurationControl"]
    if control == 0:
        fields["eventIDs"] = [reader.integer(2) for _ in range(reader.integer(1))]
    elif control == 1:
        fields["eventGroupID"] = reader.integer(2)
    elif control == 2:
        fields["logID"] = reader.integer(1)
    elif control == 3:
        fields["configurationMatch"] = reader.integer(1)
    else:
        raise Refusal("reservedValue", reader.offset - 1)
    return fields


# GBCS-6: the Events cluster.

def get_event_log(reader):
    return {
        "logControl": reader.integer(1), "eventID": reader.integer(2), "start": reader.integer(4),
        "end": reader.integer(4), "numberOfEvents": reader.integer(1), "eventOffset": reader.integer(2),
    }


def publish_event_log(reader):
    fields = {
        "totalMatchingEvents": reader.integer(2), "commandIndex": reader.integer(1),
        "totalCommands": reader.integer(1),
    }
    nibbles = reader.integer(1)
    fields |= {"numberOfEvents": nibbles >> 4, "control": nibbles & 0x0F}

    def entry(reader):
        return {
            "logID": reader.integer(1), "eventID": reader.integer(2), "time": reader.integer(4),
            "octets": reader.string(),
        }

    # A number of 0 stands before any number of entries, up to the end of the frame.
    count = fields["numberOfEvents"]
    fields["entries"] = [entry(reader) for _ in range(count)] if count else records(reader, entry)
    return fields


def clear_event_log_request(reader):
    return {"logId": reader.integer(1)}


def clear_event_log_response(reader):
    return {"clearedLogs": reader.integer(1)}


# A cluster's commands, by identifier and direction.
COMMANDS = {
    OTA_UPGRADE: {
        (0x00, SERVER_TO_CLIENT): ("imageNotify", image_notify),
        (0x01, CLIENT_TO_SERVER): ("queryNextImageRequest", query_next_image_request),
        (0x02, SERVER_TO_CLIENT): ("queryNextImageResponse", query_response),
        (0x03, CLIENT_TO_SERVER): ("imageBlockRequest", image_block_request),
        (0x04, CLIENT_TO_SERVER): ("imagePageRequest", image_page_request),
        (0x05, SERVER_TO_CLIENT): ("imageBlockResponse", image_block_response),
        (0x06, CLIENT_TO_SERVER): ("upgradeEndRequest", upgrade_end_request),
        (0x07, SERVER_TO_CLIENT): ("upgradeEndResponse", upgrade_end_response),
        (0x08, CLIENT_TO_SERVER): ("queryDeviceSpecificFileRequest", query_device_specific_file_request),
        (0x09, SERVER_TO_CLIENT): ("queryDeviceSpecificFileResponse", query_response),
    },
    DEVICE_MANAGEMENT: {
        (0x04, CLIENT_TO_SERVER): ("reportEventConfiguration", report_event_configuration),
        (0x04, SERVER_TO_CLIENT): ("setEventConfiguration", set_event_configuration),
        (0x05, SERVER_TO_CLIENT): ("getEventConfiguration", get_event_configuration),
    },
    EVENTS: {
        (0x00, CLIENT_TO_SERVER): ("getEventLog", get_event_log),
        (0x01, CLIENT_TO_SERVER): ("clearEventLogRequest", clear_event_log_request),
        (0x01, SERVER_TO_CLIENT): ("publishEventLog", publish_event_log),
        (0x02, SERVER_TO_CLIENT): ("clearEventLogResponse", clear_event_log_response),
    },
}


def check_frame_control(control):
    """ZCL-1: frame types 2 and 3 and bits 5 to 7 are reserved, and never ignored."""
    if control & 0xE2:
        raise Refusal("reservedValue", 0)


def decode(octets, cluster=OTA_UPGRADE):
    """IF-2: the fields of a frame; raises Refusal."""
    reader = Reader(octets)
    control = reader.integer(1)
    check_frame_control(control)
    frame = {"command": None, "frameControl": control}
    if control & 0x04:
        frame["manufacturerSpecificCode"] = reader.integer(2)
    frame["sequence"] = reader.integer(1)
    identifier = reader.integer(1)
    if control & 0x01:
        command = COMMANDS.get(cluster, {}).get((identifier, control >> 3 & 1))
    else:
        command = PROFILE_WIDE.get(identifier)
    if command is None:
        raise Refusal("unsupportedCommand", reader.offset - 1)
    frame["command"], read = command
    frame["fields"] = read(reader)
    reader.finish()
    return frame


def answer(line):
    """One line for one line: `HEX`, or `0709:HEX` for a frame of another cluster than 0x0019."""
    cluster, _, digits = line.strip().rpartition(":")
    try:
        return decode(bytes.fromhex(digits), int(cluster or "0019", 16))
    except Refusal as refusal:
        return {"error": {"kind": refusal.kind, "offset": refusal.offset}}


def main():
    for line in sys.stdin:
        # A line that waits in a buffer looks like a decoder that hangs.
        print(json.dumps(answer(line)), flush=True)


if __name__ == "__main__":
    main()
