"""ZCL frames of the OTA Upgrade cluster as lines of hexadecimal.

zigpy makes and takes apart every frame; nothing here knows where a field lies.
"""

import asyncio

import zigpy.types as t
from zigpy.zcl import foundation
from zigpy.zcl.clusters.general import Ota

Status = foundation.Status
Direction = foundation.Direction
General = foundation.GeneralCommand

SERVER_COMMANDS = {definition.id: definition for definition in Ota.ServerCommandDefs}
CLIENT_COMMANDS = {definition.id: definition for definition in Ota.ClientCommandDefs}


class FrameError(Exception):
    """A line that zigpy cannot read, or reads otherwise than it would write it."""


def header(command_id, sequence, direction, *, general=False, quiet=None):
    """A frame's header; `quiet` overrides the "disable default response" bit that zigpy would set."""
    make = foundation.ZCLHeader.general if general else foundation.ZCLHeader.cluster
    made = make(tsn=sequence, command_id=command_id, direction=direction)
    if quiet is not None:
        made.frame_control = made.frame_control.replace(disable_default_response=quiet)
    return made


def cluster_frame(definition, sequence, *, quiet=None, **fields):
    """The octets of a command of the cluster; its direction follows from which side defines it."""
    is_server_command = SERVER_COMMANDS.get(definition.id) is definition
    direction = Direction.Client_to_Server if is_server_command else Direction.Server_to_Client
    head = header(definition.id, sequence, direction, quiet=quiet)
    return head.serialize() + definition.schema(**fields).serialize()


def general_frame(general_command, sequence, direction, *, quiet=None, **fields):
    """The octets of a profile-wide command."""
    head = header(general_command, sequence, direction, general=True, quiet=quiet)
    return head.serialize() + foundation.GENERAL_COMMANDS[general_command].schema(**fields).serialize()


def parse(octets):
    """Header and command of a frame; a frame that zigpy would not write octet for octet is an error."""
    try:
        head, rest = foundation.ZCLHeader.deserialize(octets)
        if head.frame_control.is_general:
            definition = foundation.GENERAL_COMMANDS[head.command_id]
        elif head.direction == Direction.Server_to_Client:
            definition = CLIENT_COMMANDS[head.command_id]
        else:
            definition = SERVER_COMMANDS[head.command_id]
        command, surplus = definition.schema.deserialize(rest)
    except (KeyError, ValueError) as error:
        raise FrameError(f"zigpy cannot read {octets.hex()}: {error!r}") from error
    if surplus:
        raise FrameError(f"{len(surplus)} octets too many in {octets.hex()}")
    if head.serialize() + command.serialize() != octets:
        raise FrameError(f"zigpy would write {octets.hex()} otherwise")
    return head, command


def is_command(head, definition):
    """Whether a header announces this command of the cluster."""
    direction = (
        Direction.Client_to_Server
        if SERVER_COMMANDS.get(definition.id) is definition
        else Direction.Server_to_Client
    )
    return head.frame_control.is_cluster and head.command_id == definition.id and head.direction == direction


def is_general(head, command_id):
    """Whether a header announces this profile-wide command."""
    return head.frame_control.is_general and head.command_id == command_id


def seconds_until(moment, current):
    """OTA times: seconds from a current time, which zero makes an offset from receipt."""
    return int(moment) if current == 0 else max(0, int(moment) - int(current))


class Lines:
    """A TCP connection that carries a frame a line."""

    def __init__(self, reader, writer, *, line_end="\n", upper_case=False):
        self.reader = reader
        self.writer = writer
        self.line_end = line_end
        self.upper_case = upper_case
        self.problems = []

    @classmethod
    async def connect(cls, host, port, **options):
        return cls(*await asyncio.open_connection(host, port), **options)

    def send(self, octets):
        text = octets.hex().upper() if self.upper_case else octets.hex()
        if not self.writer.is_closing():
            self.writer.write((text + self.line_end).encode())

    def pass_time(self, seconds):
        """With `--speed lines` chub's time passes by such lines alone."""
        if not self.writer.is_closing():
            self.writer.write(f"+{round(seconds * 1000)}{self.line_end}".encode())

    async def receive(self):
        """The next frame's octets, or None after the last. A line that is not lower-case hexadecimal is noted."""
        while True:
            try:
                line = await self.reader.readline()
            except ConnectionError:
                return None
            if not line:
                return None
            text = line.decode("ascii", "replace")
            if not text.endswith("\n") or text != text.lower() or " " in text:
                self.problems.append(f"not a line of lower-case hexadecimal: {text!r}")
            try:
                return bytes.fromhex(text.strip())
            except ValueError:
                self.problems.append(f"not hexadecimal: {text!r}")

    async def close(self):
        self.writer.close()
        try:
            await self.writer.wait_closed()
        except ConnectionError:
            pass


def eui64(text):
    """An EUI-64 as chub writes it, `00-DB-12-34-56-78-90-A4`."""
    return t.EUI64.convert(text.replace("-", ":"))
