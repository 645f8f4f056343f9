#!/usr/bin/env python3
"""OTA servers on zigpy's definitions, for `chub device TYPE --lines`.

`ZigpyServer` is zigpy itself: its OTA manager serves the image through its own application, device and cluster, and
only the radio below is a line. `OTAServer` can be told to do what zigpy does not: to wait, to stop, to put off the
activation. Used by cases.py, and by hand: ota_server.py --port 7000 image.ota
"""

import argparse
import asyncio
import dataclasses
import sys

import zigpy.application
import zigpy.config as conf
import zigpy.ota.manager
import zigpy.types as t
import zigpy.zdo.types as zdo_t
from zigpy.ota import OtaImageWithMetadata
from zigpy.ota.image import BaseOTAImage, OTAImageHeader
from zigpy.ota.providers import BaseOtaImageMetadata
from zigpy.profiles import zha
from zigpy.zcl.clusters.general import Ota

import zcl_lines
from ota_client import (
    Block,
    BlockResponse,
    End,
    EndResponse,
    Notify,
    Page,
    Query,
    QueryResponse,
    SpecificFile,
    SpecificFileResponse,
)
from zcl_lines import Direction, General, Lines, Status, cluster_frame, general_frame, is_command, is_general


class LineApplication(zigpy.application.ControllerApplication):
    """zigpy with a line in the place of its radio."""

    def __init__(self, lines):
        super().__init__(
            {
                conf.CONF_DATABASE: None,
                conf.CONF_DEVICE: {conf.CONF_DEVICE_PATH: "/dev/null"},
                conf.CONF_OTA: {conf.CONF_OTA_ENABLED: False},
            }
        )
        self.lines = lines
        # Called with each frame that is sent.
        self.sent = lambda octets: None

    async def send_packet(self, packet):
        # The line carries this cluster alone; what zigpy asks of other clusters and of ZDO gets lost.
        if packet.cluster_id == Ota.cluster_id:
            octets = packet.data.serialize()
            self.lines.send(octets)
            self.sent(octets)

    async def nothing(self, *_, **__):
        """What a radio would do, and a line need not."""

    connect = disconnect = start_network = force_remove = add_endpoint = nothing
    permit_ncp = permit_with_link_key = write_network_info = load_network_info = reset_network_info = nothing


class ZigpyServer:
    """zigpy's own `update_firmware`. After each page so many seconds pass for the device, which drops the blocks."""

    def __init__(self, lines, seconds_after_page=0):
        self.lines = lines
        self.seconds_after_page = seconds_after_page
        # Where the page that is being sent ends.
        self.page_end = None
        self.application = LineApplication(lines)
        self.application.sent = self.sent
        self.device = self.application.add_device(ieee=zcl_lines.eui64("00-DB-12-34-56-78-90-A4"), nwk=t.NWK(0x0001))
        self.device.node_desc = zdo_t.NodeDescriptor(
            logical_type=zdo_t.LogicalType.Router, complex_descriptor_available=0, user_descriptor_available=0,
            reserved=0, aps_flags=0, frequency_band=zdo_t.NodeDescriptor.FrequencyBand.Freq2400MHz,
            mac_capability_flags=zdo_t.NodeDescriptor.MACCapabilityFlags.FullFunctionDevice, manufacturer_code=0x1234,
            maximum_buffer_size=82, maximum_incoming_transfer_size=82, server_mask=0,
            maximum_outgoing_transfer_size=82,
            descriptor_capability_field=zdo_t.NodeDescriptor.DescriptorCapability.NONE,
        )
        # zigpy takes frames of the Home Automation profile; a line names no profile.
        endpoint = self.device.add_endpoint(1)
        endpoint.profile_id = zha.PROFILE_ID
        self.cluster = endpoint.add_output_cluster(Ota.cluster_id)
        self.listener = asyncio.create_task(self.listen())
        self.problems = []
        self.defaults = []

    async def listen(self):
        while (octets := await self.lines.receive()) is not None:
            try:
                head, command = zcl_lines.parse(octets)
                if is_general(head, General.Default_Response):
                    self.defaults.append((int(command.command_id), Status(command.status).name))
                elif is_command(head, Page):
                    self.page_end = min(command.file_offset + command.page_size, self.file_size)
            except zcl_lines.FrameError as error:
                self.problems.append(str(error))
            self.application.packet_received(
                t.ZigbeePacket(
                    src=t.AddrModeAddress(addr_mode=t.AddrMode.NWK, address=self.device.nwk), src_ep=1,
                    dst=t.AddrModeAddress(addr_mode=t.AddrMode.NWK, address=t.NWK(0)), dst_ep=1,
                    profile_id=zha.PROFILE_ID, cluster_id=Ota.cluster_id, data=t.SerializableBytes(octets),
                )
            )
        self.problems += self.lines.problems

    def sent(self, octets):
        # zigpy sends a page in its own time, so that the device's must stand still until the last block is on the line.
        if self.page_end is None or not self.seconds_after_page:
            return
        head, command = zcl_lines.parse(octets)
        if is_command(head, BlockResponse) and command.file_offset + len(command.image_data) == self.page_end:
            self.page_end = None
            self.lines.pass_time(self.seconds_after_page)

    async def update(self, image):
        """Upgrade End's status as zigpy reports it, and zigpy's progress."""
        self.file_size = len(image.serialize())
        metadata = BaseOtaImageMetadata(file_version=int(image.header.file_version))
        progress = []
        # Without it zigpy's cluster answers beside its manager, with ABORT to every block request.
        self.device.ota_in_progress = True
        result = await zigpy.ota.manager.update_firmware(
            self.device, OtaImageWithMetadata(metadata=metadata, firmware=image),
            progress_callback=lambda current, total, _: progress.append((current, total)),
        )
        self.device.ota_in_progress = False
        return result, progress

    async def read(self, names):
        """Reads attributes of the device through zigpy's cluster."""
        return await self.cluster.read_attributes(names)


@dataclasses.dataclass
class RawImage(BaseOTAImage):
    """A file without sub-elements, as GB images are, for zigpy's OTA manager."""

    header: OTAImageHeader
    octets: bytes

    def serialize(self):
        return self.octets


@dataclasses.dataclass
class Behaviour:
    """How the server behaves."""

    # How the connection begins: with Image Notify, or the device asks on its own.
    notifies: bool = False
    # The first queries are answered with this status.
    refusal: Status | None = None
    refusals: int = 0
    maximum: int = 255
    # Before this block, counted from 1, there is a WAIT_FOR_DATA of so many seconds, and so often.
    waits_before: int = 0
    waits: int = 1
    wait_seconds: int = 2
    wait_current: int = 0
    # WAIT_FOR_DATA without its last two octets, a known deviation; and its period.
    wait_short: bool = False
    wait_period: int = 0
    # Stops before this block, with this status, in an Image Block Response or a Default Response.
    stops_before: int = 0
    stop: Status = Status.ABORT
    stop_default: bool = False
    # Whether it knows pages.
    pages: bool = True
    # Every so manieth block is sent twice, or with a late one before it, or not at all.
    doubles: int = 0
    loses: int = 0
    # Puts another file's version on this block.
    confuses: int = 0
    # Upgrade End Response: current time, and upgrade time relative to it, or 0xFFFFFFFF.
    current: int = 0
    delay: int = 0
    # After "wait for a command", an unsolicited Upgrade End Response comes.
    unsolicited: bool = False
    wildcards: bool = False
    trailing: bytes = b""
    # Whether the server closes the connection in the end, and when.
    closes: bool = True
    # Whether the device's time passes by this server's lines alone (chub device --speed lines).
    by_lines: bool = True


# Seconds that a device stays after its upgrade, in the time of the lines.
LINGER = 1_000


class OTAServer:
    def __init__(self, lines, file, behaviour):
        self.lines = lines
        self.file = file
        self.header, _ = OTAImageHeader.deserialize(file)
        self.behaviour = behaviour
        self.sequence = 0x80
        self.blocks = 0
        self.waited = 0
        self.seen = []
        self.defaults = []
        self.ends = []
        self.attributes = {}
        # Reads that were answered, and how many are to be.
        self.answered = 0
        self.reads = 0
        self.problems = []
        self.done = asyncio.Event()
        self.page = None

    def identity(self):
        return {
            "manufacturer_code": self.header.manufacturer_id, "image_type": self.header.image_type,
            "file_version": self.header.file_version,
        }

    def send(self, definition, sequence, *, quiet=None, **fields):
        self.lines.send(cluster_frame(definition, sequence, quiet=quiet, **fields) + self.behaviour.trailing)

    def default(self, head, status):
        self.lines.send(
            general_frame(
                General.Default_Response, head.tsn, Direction.Server_to_Client, quiet=True,
                command_id=head.command_id, status=status,
            )
        )

    def next_sequence(self):
        self.sequence = (self.sequence + 1) % 256
        return self.sequence

    def pass_time(self, seconds):
        if self.behaviour.by_lines:
            self.lines.pass_time(seconds)

    def finish(self):
        """Nothing more is to come; where the server stays, the device leaves."""
        self.done.set()
        if not self.behaviour.closes:
            self.pass_time(LINGER + 1)

    def notify(self):
        self.send(
            Notify, self.next_sequence(), quiet=False,
            payload_type=Notify.schema.PayloadType.QueryJitter_ManufacturerCode_ImageType_NewFileVersion,
            query_jitter=100, manufacturer_code=self.header.manufacturer_id, image_type=self.header.image_type,
            new_file_version=self.header.file_version,
        )

    def read(self, identifiers):
        self.lines.send(
            general_frame(
                General.Read_Attributes, self.next_sequence(), Direction.Server_to_Client, quiet=False,
                attribute_ids=identifiers,
            )
        )

    async def run(self):
        if self.behaviour.notifies:
            self.notify()
        while (octets := await self.lines.receive()) is not None:
            try:
                head, command = zcl_lines.parse(octets)
            except zcl_lines.FrameError as error:
                self.problems.append(str(error))
                continue
            if head.frame_control.serialize()[0] not in {0x00, 0x01, 0x10}:
                self.problems.append(f"frame control {head.frame_control.serialize().hex()} of {octets.hex()}")
            await self.answer(head, command)
            if self.done.is_set() and self.behaviour.closes:
                break
        self.problems += self.lines.problems
        if self.page is not None:
            self.page.cancel()
        await self.lines.close()
        return self

    async def answer(self, head, command):
        if head.frame_control.is_cluster:
            self.seen.append(type(command).__name__)
        if is_general(head, General.Default_Response):
            self.defaults.append((int(command.command_id), Status(command.status).name))
        elif is_general(head, General.Read_Attributes_rsp):
            for record in command.status_records:
                value = record.value.value if record.status == Status.SUCCESS else Status(record.status).name
                self.attributes[int(record.attrid)] = value
            self.answered += 1
            if self.answered == 1:
                self.early = dict(self.attributes)
            if self.answered == self.reads:
                self.finish()
        elif is_command(head, Query):
            self.query(head, command)
        elif is_command(head, Block):
            blocks = self.blocks
            self.block(head, command, command.file_offset)
            if self.behaviour.loses and self.blocks > blocks and self.blocks % self.behaviour.loses == 0:
                # The device asks again after five seconds.
                self.pass_time(5)
        elif is_command(head, Page):
            if self.behaviour.pages:
                self.page = asyncio.create_task(self.send_page(head, command))
            else:
                self.default(head, Status.UNSUP_CLUSTER_COMMAND)
        elif is_command(head, End):
            self.end(head, command)
        elif is_command(head, SpecificFile):
            self.send(SpecificFileResponse, head.tsn, status=Status.NO_IMAGE_AVAILABLE)

    def query(self, head, command):
        own = self.behaviour
        if own.refusals > 0:
            own.refusals -= 1
            self.send(QueryResponse, head.tsn, status=own.refusal)
            if own.refusals == 0 and not own.closes:
                self.finish()
            elif own.refusals == 0:
                self.notify()
            return
        self.send(
            QueryResponse, head.tsn, status=Status.SUCCESS, image_size=self.header.image_size, **self.identity()
        )

    def block(self, head, command, offset):
        """Answers with a block, or what comes in its place; returns the next offset, or None."""
        own = self.behaviour
        if self.waited < own.waits and own.waits_before and self.blocks + 1 >= own.waits_before:
            self.waited += 1
            self.wait(head)
            return None
        self.blocks += 1
        if own.stops_before and self.blocks >= own.stops_before:
            if own.stop_default:
                self.default(head, own.stop)
            else:
                self.send(BlockResponse, head.tsn, status=own.stop)
            self.pass_time(LINGER + 1)
            return None
        data = self.file[offset : offset + min(command.maximum_data_size, own.maximum)]
        if own.loses and self.blocks % own.loses == 0:
            return offset + len(data)
        fields = self.identity() | {"status": Status.SUCCESS, "file_offset": offset, "image_data": data}
        if self.blocks == own.confuses:
            fields["file_version"] = 0x77
        self.send(BlockResponse, head.tsn, **fields)
        if own.doubles and self.blocks % own.doubles == 0:
            self.send(BlockResponse, head.tsn, **fields)
            self.send(BlockResponse, head.tsn, **fields | {"file_offset": 0})
        if self.waited and own.wait_period:
            self.pass_time(own.wait_period / 1000)
        return offset + len(data)

    def wait(self, head):
        own = self.behaviour
        fields = {
            "status": Status.WAIT_FOR_DATA, "current_time": own.wait_current,
            "request_time": own.wait_current + own.wait_seconds, "minimum_block_period": own.wait_period,
        }
        octets = cluster_frame(BlockResponse, head.tsn, **fields)
        self.lines.send(octets[:-2] if own.wait_short else octets + own.trailing)
        # Who refuses the short form asks again after five seconds.
        self.pass_time(own.wait_seconds + own.wait_period / 1000 + (5 if own.wait_short else 0))

    async def send_page(self, head, command):
        offset = command.file_offset
        end = min(offset + command.page_size, len(self.file))
        while offset is not None and offset < end:
            offset = self.block(head, command, offset)
            await asyncio.sleep(0 if self.behaviour.by_lines else command.response_spacing / 1000)
        if self.behaviour.loses:
            # The device takes a page for over after a second.
            self.pass_time(1)

    def end(self, head, command):
        own = self.behaviour
        self.ends.append(Status(command.status).name)
        if command.status != Status.SUCCESS:
            self.default(head, Status.SUCCESS)
            self.finish()
            return
        upgrade = 0xFFFFFFFF if own.unsolicited or own.delay == 0xFFFFFFFF else own.current + own.delay
        self.send(EndResponse, head.tsn, current_time=own.current, upgrade_time=upgrade, **self.end_identity())
        self.reads = 3
        self.read([0x0002, 0x0006])
        if own.unsolicited:
            self.release()
        self.after()

    def end_identity(self):
        if not self.behaviour.wildcards:
            return self.identity()
        return {"manufacturer_code": 0xFFFF, "image_type": 0xFFFF, "file_version": 0xFFFFFFFF}

    def release(self):
        """The Upgrade End Response that nobody asked for: activate now."""
        self.send(
            EndResponse, self.next_sequence(), quiet=False, current_time=0, upgrade_time=0, **self.end_identity()
        )

    def after(self):
        """Reads the version after the activation, as it was read before; the last answer ends it."""
        if self.behaviour.delay != 0xFFFFFFFF:
            self.pass_time(self.behaviour.delay)
        self.read([*range(0x000D), 0x0055, 0xFFFD])
        self.read([0x0002])


async def listen(make, port=0):
    """A server for one connection: its port, and a task that ends with what `make` of the connection returns."""
    connected = asyncio.get_running_loop().create_future()

    async def accept(reader, writer):
        if not connected.done():
            connected.set_result(Lines(reader, writer))

    listener = await asyncio.start_server(accept, "127.0.0.1", port)

    async def serve():
        lines = await connected
        try:
            return await make(lines)
        finally:
            await lines.close()
            listener.close()

    return listener.sockets[0].getsockname()[1], asyncio.create_task(serve())


async def serve_by_hand(arguments):
    with open(arguments.file, "rb") as file:
        octets = file.read()

    async def make(lines):
        if not arguments.zigpy:
            return await OTAServer(lines, octets, Behaviour(notifies=True, maximum=arguments.maximum, by_lines=False)).run()
        header, _ = OTAImageHeader.deserialize(octets)
        server = ZigpyServer(lines)
        result, _ = await server.update(RawImage(header, octets))
        server.ends = [Status(result).name]
        return server

    port, task = await listen(make, arguments.port)
    print(f"listening 127.0.0.1:{port}", flush=True)
    server = await task
    print(f"Upgrade End: {', '.join(server.ends) or 'none'}")
    for problem in server.problems:
        print(f"problem: {problem}")
    return 0 if server.ends == ["SUCCESS"] and not server.problems else 1


def main():
    parser = argparse.ArgumentParser(description="An OTA server on zigpy's definitions, for chub device --lines.")
    parser.add_argument("file", metavar="FILE.ota")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--maximum", type=int, default=255, help="the most image octets in a block")
    parser.add_argument("--zigpy", action="store_true", help="zigpy's own OTA manager in place of this server")
    sys.exit(asyncio.run(serve_by_hand(parser.parse_args())))


if __name__ == "__main__":
    main()
