#!/usr/bin/env python3
"""An OTA client on zigpy's definitions, for `chub serve --lines`.

It fetches an image like the stacks in products do, and can be told to differ from the specification in the ways
that products are known to. Used by cases.py, and by hand: ota_client.py 127.0.0.1:7000 --out image.ota
"""

import argparse
import asyncio
import dataclasses
import sys

import zigpy.types as t
from zigpy.zcl import foundation
from zigpy.zcl.clusters.general import ImageBlockCommand, ImagePageCommand, Ota, QueryNextImageCommand

import zcl_lines
from zcl_lines import Direction, General, Lines, Status, cluster_frame, general_frame, is_command, is_general

Query = Ota.ServerCommandDefs.query_next_image
Block = Ota.ServerCommandDefs.image_block
Page = Ota.ServerCommandDefs.image_page
End = Ota.ServerCommandDefs.upgrade_end
SpecificFile = Ota.ServerCommandDefs.query_specific_file
Notify = Ota.ClientCommandDefs.image_notify
QueryResponse = Ota.ClientCommandDefs.query_next_image_response
BlockResponse = Ota.ClientCommandDefs.image_block_response
EndResponse = Ota.ClientCommandDefs.upgrade_end_response
SpecificFileResponse = Ota.ClientCommandDefs.query_specific_file_response


@dataclasses.dataclass
class Behaviour:
    """What the client is and how it behaves."""

    manufacturer: int = 0x1234
    image_type: int = 0x0001
    version: int = 1
    hardware_version: int | None = 0x0101
    # Whether it waits for Image Notify before it asks, or asks on its own.
    awaits_notify: bool = True
    block_size: int = 48
    # Minimum block period in milliseconds, which its block requests then carry.
    period: int | None = None
    # Its own address, which its block and page requests then carry.
    address: t.EUI64 | None = None
    page_size: int | None = None
    page_spacing: int = 5
    # Whether it waits when it is told to; one that does not asks again at once.
    obeys_wait: bool = True
    # Every so manieth block request is sent twice.
    repeats_every: int = 0
    # Drops the connection in the middle and comes back on another.
    reconnects: bool = False
    # Begins again at octet 0 in the middle.
    restarts: bool = False
    # Answers every response with a Default Response, as some stacks do.
    confirms: bool = False
    # The "disable default response" bit of its requests.
    quiet: bool = False
    # Octets after every request.
    trailing: bytes = b""
    # What Upgrade End says, and whether in one octet.
    end: Status = Status.SUCCESS
    end_short: bool = False
    # How often Upgrade End is sent.
    ends: int = 1
    # Whether it runs the new version afterwards, and how it answers a read of its version.
    activates: bool = True
    read: str = "version"
    # How many Image Notify frames are needed before it asks.
    notifies: int = 1
    # Upper-case lines with carriage returns.
    shouts: bool = False
    # Times faster than real time that the server's clock runs.
    speed: float = 1.0
    # Whether the server's time passes by this client's lines alone (chub serve --speed lines).
    by_lines: bool = True
    # Where the clients of one server meet before the end and after it, so that its time passes for all of them at once.
    meeting: asyncio.Barrier | None = None
    # Real seconds to wait for an answer, and how often to ask.
    timeout: float = 20.0
    attempts: int = 5


@dataclasses.dataclass
class Record:
    """What the client has seen."""

    image: bytes = b""
    # Statuses of responses and Default Responses, by the command that they answer.
    statuses: list = dataclasses.field(default_factory=list)
    notifies: list = dataclasses.field(default_factory=list)
    block_sizes: set = dataclasses.field(default_factory=set)
    waits: list = dataclasses.field(default_factory=list)
    ends: list = dataclasses.field(default_factory=list)
    reads: int = 0
    version: int = 0
    offered: object = None
    # Frames that break a rule.
    problems: list = dataclasses.field(default_factory=list)


class Ended(Exception):
    """There is nothing more to fetch; the message says why."""


class OTAClient:
    def __init__(self, host, port, behaviour):
        self.host = host
        self.port = port
        self.behaviour = behaviour
        self.record = Record(version=behaviour.version)
        self.sequence = 0x30
        self.answers = asyncio.Queue()
        self.notified = asyncio.Event()
        self.activated = asyncio.Event()
        self.end_response = None
        self.lines = None
        self.listener = None

    # The connection

    async def connect(self):
        options = {"line_end": "\r\n", "upper_case": True} if self.behaviour.shouts else {}
        self.lines = await Lines.connect(self.host, self.port, **options)
        self.listener = asyncio.create_task(self.listen(self.lines))

    async def listen(self, lines):
        while (octets := await lines.receive()) is not None:
            try:
                self.take(*zcl_lines.parse(octets))
            except zcl_lines.FrameError as error:
                self.record.problems.append(str(error))
        self.record.problems += lines.problems
        self.answers.put_nowait(None)

    def take(self, head, command):
        """A frame of the server: what needs no question is answered here, the rest are answers."""
        self.check_control(head)
        if is_command(head, Notify):
            self.record.notifies.append(command)
            if len(self.record.notifies) >= self.behaviour.notifies:
                self.notified.set()
        elif is_general(head, General.Read_Attributes):
            self.answer_read(head, command)
        else:
            if is_command(head, EndResponse) and self.end_response is None:
                self.end_response = command
            self.answers.put_nowait((head, command))
            if self.behaviour.confirms and head.frame_control.is_cluster:
                self.send(
                    general_frame(
                        General.Default_Response, head.tsn, Direction.Client_to_Server, quiet=True,
                        command_id=head.command_id, status=Status.SUCCESS,
                    )
                )

    def check_control(self, head):
        """The frame control that the specification gives to each command of the server."""
        expected = {
            (True, Notify.id): {0x09},
            (False, General.Read_Attributes): {0x08},
            (True, EndResponse.id): {0x19, 0x09},
        }.get((bool(head.frame_control.is_cluster), int(head.command_id)), {0x18, 0x19})
        control = head.frame_control.serialize()[0]
        if control not in expected:
            self.record.problems.append(f"frame control {control:#04x} on command {int(head.command_id):#04x}")

    def send(self, octets):
        self.lines.send(octets)

    async def sleep(self, seconds):
        """Lets so much of the server's time pass."""
        if self.behaviour.by_lines:
            self.lines.pass_time(seconds)
        else:
            await asyncio.sleep(seconds / self.behaviour.speed)

    def next_sequence(self):
        self.sequence = (self.sequence + 1) % 256
        return self.sequence

    # Attributes

    def answer_read(self, head, command):
        self.record.reads += 1
        if self.behaviour.read == "silence":
            if self.behaviour.by_lines:
                self.lines.pass_time(30)
            return
        if self.behaviour.read == "refusal":
            octets = general_frame(
                General.Default_Response, head.tsn, Direction.Client_to_Server, quiet=True,
                command_id=General.Read_Attributes, status=Status.UNSUP_GENERAL_COMMAND,
            )
        else:
            octets = general_frame(
                General.Read_Attributes_rsp, head.tsn, Direction.Client_to_Server, quiet=True,
                status_records=[self.attribute(identifier) for identifier in command.attribute_ids],
            )
        self.send(octets)

    def attribute(self, identifier):
        known = {
            Ota.AttributeDefs.current_file_version.id: t.uint32_t(self.record.version),
            Ota.AttributeDefs.manufacturer_id.id: t.uint16_t(self.behaviour.manufacturer),
        }
        if identifier not in known or self.behaviour.read == "unsupported":
            return foundation.ReadAttributeRecord(identifier, Status.UNSUPPORTED_ATTRIBUTE)
        value = known[identifier]
        kind = foundation.DataType.from_python_type(type(value)).type_id
        return foundation.ReadAttributeRecord(identifier, Status.SUCCESS, foundation.TypeValue(kind, value))

    # Requests

    async def ask(self, definition, is_answer, **fields):
        """Sends a request until an answer comes; answers to earlier requests are dropped."""
        for _ in range(self.behaviour.attempts):
            sequence = self.next_sequence()
            octets = cluster_frame(definition, sequence, quiet=self.behaviour.quiet, **fields)
            self.send(octets + self.behaviour.trailing)
            if (answer := await self.answer(definition, sequence, is_answer)) is not None:
                return answer
        raise Ended(f"nobody answers {definition.name}")

    async def answer(self, definition, sequence, is_answer):
        """The response to a request, or the Default Response in its place; None when neither comes in time."""
        deadline = asyncio.get_running_loop().time() + self.behaviour.timeout
        while True:
            remaining = deadline - asyncio.get_running_loop().time()
            try:
                answer = await asyncio.wait_for(self.answers.get(), max(0, remaining))
            except TimeoutError:
                return None
            if answer is None:
                raise Ended("the server closed the connection")
            head, command = answer
            if head.tsn != sequence:
                continue
            if is_general(head, General.Default_Response):
                if command.command_id == definition.id:
                    self.note(definition, command.status)
                    return command
            elif is_answer(head):
                return command

    def note(self, definition, status):
        self.record.statuses.append((definition.name, Status(status).name))

    # The update

    async def run(self):
        """The whole update; afterwards the connection stays open for reads until the server closes it."""
        await self.connect()
        try:
            if self.behaviour.awaits_notify:
                await asyncio.wait_for(self.notified.wait(), 60)
            await self.update()
        except Ended as reason:
            self.note_end(str(reason))
        await self.listener
        await self.lines.close()
        return self.record

    def note_end(self, reason):
        self.record.statuses.append(("ended", reason))

    async def query(self):
        own = self.behaviour
        fields = {
            "field_control": QueryNextImageCommand.FieldControl(0),
            "manufacturer_code": own.manufacturer,
            "image_type": own.image_type,
            "current_file_version": own.version,
        }
        if own.hardware_version is not None:
            fields["field_control"] = QueryNextImageCommand.FieldControl.HardwareVersion
            fields["hardware_version"] = own.hardware_version
        answer = await self.ask(Query, lambda head: is_command(head, QueryResponse), **fields)
        self.note(Query, answer.status)
        if answer.status != Status.SUCCESS:
            raise Ended(f"no image: {Status(answer.status).name}")
        self.record.offered = answer
        return answer

    async def update(self):
        offer = await self.query()
        image = await self.fetch(offer)
        self.record.image = bytes(image)
        await self.end(offer)

    def file(self, offer):
        return {
            "manufacturer_code": offer.manufacturer_code,
            "image_type": offer.image_type,
            "file_version": offer.file_version,
        }

    async def fetch(self, offer):
        image = bytearray()
        requests = 0
        has_turned = False
        while len(image) < offer.image_size:
            if not has_turned and len(image) >= offer.image_size // 2:
                has_turned = True
                if self.behaviour.reconnects:
                    await self.lines.close()
                    await self.listener
                    self.answers = asyncio.Queue()
                    await self.connect()
                if self.behaviour.restarts:
                    image = bytearray()
            requests += 1
            if self.behaviour.page_size:
                await self.fetch_page(offer, image)
            else:
                await self.fetch_block(offer, image, requests)
        return image

    def block_fields(self, offer, offset):
        own = self.behaviour
        control = ImageBlockCommand.FieldControl(0)
        fields = self.file(offer) | {"file_offset": offset, "maximum_data_size": own.block_size}
        if own.address is not None:
            control |= ImageBlockCommand.FieldControl.RequestNodeAddr
            fields["request_node_addr"] = own.address
        if own.period is not None:
            control |= ImageBlockCommand.FieldControl.MinimumBlockPeriod
            fields["minimum_block_period"] = own.period
        return fields | {"field_control": control}

    async def fetch_block(self, offer, image, requests):
        fields = self.block_fields(offer, len(image))
        answer = await self.ask(Block, lambda head: is_command(head, BlockResponse), **fields)
        if self.store(answer, offer, image) is None:
            await self.wait(answer)
        elif self.behaviour.repeats_every and requests % self.behaviour.repeats_every == 0:
            again = await self.ask(Block, lambda head: is_command(head, BlockResponse), **fields)
            if again.image_data != answer.image_data or again.file_offset != answer.file_offset:
                self.record.problems.append("a block that was asked for twice came in two versions")
        if self.behaviour.period:
            await self.sleep(self.behaviour.period / 1000)

    def store(self, answer, offer, image):
        """Keeps a block's octets; None when the answer is a request to wait."""
        if not isinstance(answer, BlockResponse.schema):
            raise Ended(f"no block: {Status(answer.status).name}")
        if answer.status == Status.WAIT_FOR_DATA:
            return None
        if answer.status != Status.SUCCESS:
            raise Ended(f"no block: {Status(answer.status).name}")
        data = bytes(answer.image_data)
        if answer.file_offset != len(image):
            return b""
        if not 0 < len(data) <= self.behaviour.block_size or any(
            getattr(answer, name) != getattr(offer, name) for name in self.file(offer)
        ):
            self.record.problems.append(f"a block that was not asked for: {answer}")
        self.record.block_sizes.add(len(data))
        image += data
        return data

    async def wait(self, answer):
        seconds = zcl_lines.seconds_until(answer.request_time, answer.current_time)
        self.record.waits.append((seconds, int(answer.minimum_block_period)))
        if not self.behaviour.obeys_wait:
            if self.behaviour.by_lines:
                self.lines.pass_time(0.1)
            return
        if self.behaviour.period is not None:
            self.behaviour.period = int(answer.minimum_block_period)
        await self.sleep(seconds)

    async def fetch_page(self, offer, image):
        """Asks for a page, and for what of it got lost by pages again."""
        own = self.behaviour
        control = ImagePageCommand(field_control=0).field_control
        fields = self.file(offer) | {
            "field_control": control, "file_offset": len(image), "maximum_data_size": own.block_size,
            "page_size": own.page_size, "response_spacing": own.page_spacing,
        }
        if own.address is not None:
            fields["field_control"] = type(control)(1)
            fields["request_node_addr"] = own.address
        end = min(len(image) + own.page_size, offer.image_size)
        sequence = self.next_sequence()
        self.send(cluster_frame(Page, sequence, quiet=own.quiet, **fields) + own.trailing)
        if own.by_lines:
            self.lines.pass_time(own.page_spacing / 1000 * (end - len(image)))
        while len(image) < end:
            answer = await self.answer(Page, sequence, lambda head: is_command(head, BlockResponse))
            if answer is None:
                return
            if self.store(answer, offer, image) is None:
                await self.wait(answer)
                return

    async def is_first(self):
        """Waits for the other clients; whether this one is to pass the time that they share."""
        return self.behaviour.meeting is None or await self.behaviour.meeting.wait() == 0

    async def end(self, offer):
        own = self.behaviour
        await self.is_first()
        for _ in range(own.ends):
            if own.end_short:
                # A known deviation: the status alone, which zigpy's schema of the command cannot write.
                sequence = self.next_sequence()
                head = zcl_lines.header(End.id, sequence, Direction.Client_to_Server, quiet=own.quiet)
                self.send(head.serialize() + own.end.serialize())
                answer = await self.answer(End, sequence, lambda head: is_command(head, EndResponse))
                if answer is None:
                    raise Ended("nobody answers a short upgrade_end")
                if answer.status != Status.SUCCESS:
                    own.end_short = False
                    answer = await self.ask_end(offer)
            else:
                answer = await self.ask_end(offer)
            if isinstance(answer, EndResponse.schema):
                self.record.ends.append((int(answer.current_time), int(answer.upgrade_time)))
        if not self.record.ends:
            # REQUIRE_MORE_IMAGE has no Upgrade End Response, and the version is read all the same.
            if own.by_lines:
                self.lines.pass_time(601)
            return
        current, upgrade = self.record.ends[0]
        if upgrade == 0xFFFFFFFF:
            return
        await self.sleep(zcl_lines.seconds_until(upgrade, current))
        if own.activates:
            self.record.version = int(offer.file_version)
        if own.by_lines and await self.is_first():
            # The server reads the version ten minutes later, by a clock of whole seconds.
            self.lines.pass_time(601)

    async def ask_end(self, offer):
        return await self.ask(
            End, lambda head: is_command(head, EndResponse), status=self.behaviour.end, **self.file(offer)
        )


def main():
    parser = argparse.ArgumentParser(description="An OTA client on zigpy's definitions, for chub serve --lines.")
    number = lambda text: int(text, 0)  # noqa: E731
    own = Behaviour()
    parser.add_argument("server", metavar="HOST:PORT")
    parser.add_argument("--out", metavar="FILE", help="keep the image that was received")
    parser.add_argument("--manufacturer", type=number, default=own.manufacturer)
    parser.add_argument("--image-type", type=number, default=own.image_type)
    parser.add_argument("--version", type=number, default=own.version, help="the version that it runs")
    parser.add_argument("--hardware-version", type=number, default=own.hardware_version)
    parser.add_argument("--no-hardware-version", dest="hardware_version", action="store_const", const=None)
    parser.add_argument("--ask", dest="awaits_notify", action="store_false", help="do not wait for Image Notify")
    parser.add_argument("--block-size", type=number, default=own.block_size)
    parser.add_argument("--period", type=number, help="minimum block period in milliseconds")
    parser.add_argument("--address", type=zcl_lines.eui64, help="its EUI-64, which its requests then carry")
    parser.add_argument("--page-size", type=number)
    parser.add_argument("--page-spacing", type=number, default=own.page_spacing)
    parser.add_argument("--ignore-wait", dest="obeys_wait", action="store_false")
    parser.add_argument("--repeat-every", dest="repeats_every", type=number, default=0)
    parser.add_argument("--end", type=lambda text: Status[text], default=own.end, help="such as ABORT")
    parser.add_argument("--end-short", action="store_true", help="Upgrade End in one octet")
    parser.add_argument("--trailing", type=bytes.fromhex, default=b"", help="octets after every request")
    parser.add_argument("--read", choices=["version", "unsupported", "refusal", "silence"], default=own.read)
    parser.add_argument("--keep-version", dest="activates", action="store_false")
    parser.add_argument("--speed", type=float, default=own.speed, help="as chub serve --speed")
    arguments = vars(parser.parse_args())
    host, _, port = arguments.pop("server").rpartition(":")
    out = arguments.pop("out")
    try:
        record = asyncio.run(OTAClient(host, int(port), Behaviour(by_lines=False, **arguments)).run())
    except (OSError, TimeoutError, ValueError) as error:
        sys.exit(f"ota_client: {error}")
    if out and record.image:
        with open(out, "wb") as file:
            file.write(record.image)
    print(f"{len(record.image)} octets, runs {record.version:#010x}, {record.statuses}")
    for problem in record.problems:
        print(f"problem: {problem}")
    sys.exit(0 if record.image and record.ends and not record.problems else 1)


if __name__ == "__main__":
    main()
