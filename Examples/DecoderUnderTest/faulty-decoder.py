#!/usr/bin/env python3
"""The decoder of decoder.py with three faults, to see what a report says of them.

    chub vectors run --exec 'python3 Examples/DecoderUnderTest/faulty-decoder.py' --report junit=faults.xml

Each is one that is met in products, and each breaks one rule; a report that named any other rule would be wrong.
"""

import decoder


def ignore_reserved_bits(control):
    """ZCL-1: reserved bits of the frame control are ignored."""


def big_endian_eui64(reader):
    """OTA-1: a node address is read in the order in which it is written for people."""
    return "-".join(f"{octet:02X}" for octet in reader.take(8))


def publish_without_count(reader):
    """GBCS-6: a number of 0 is taken for no event, though events follow it."""
    fields = publish_event_log(reader)
    return fields if fields["numberOfEvents"] else fields | {"entries": []}


publish_event_log = decoder.publish_event_log
events = decoder.COMMANDS[decoder.EVENTS]
events[0x01, decoder.SERVER_TO_CLIENT] = ("publishEventLog", publish_without_count)
decoder.check_frame_control = ignore_reserved_bits
decoder.Reader.node_address = big_endian_eui64

if __name__ == "__main__":
    decoder.main()
