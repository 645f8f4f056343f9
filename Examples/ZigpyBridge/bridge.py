#!/usr/bin/env python3
"""A device of zigpy's application framework is updated by the hub, both in this process: bridge.py [OCTETS_OF_THE_IMAGE]

zigpy makes and matches every frame of the device: the hub is a node of its network, whose OTA cluster the device asks.
`Bridge` is the radio between the two, and all that an emulator on another framework would have to write.
Needs: pip install ./Python zigpy
"""

import asyncio
import hashlib
import sys

import chub
import zigpy.application
import zigpy.config as conf
import zigpy.types as t
import zigpy.zdo.types as zdo_t
from zigpy.profiles import zha
from zigpy.zcl import foundation
from zigpy.zcl.clusters.general import ImageBlockCommand, Ota, QueryNextImageCommand

PPMID = 0x00DB1234567890A4
NOTIFY = Ota.ClientCommandDefs.image_notify.id
MODEL = {"manufacturer_code": 0x1234, "image_type": 1}


class Bridge(zigpy.application.ControllerApplication):
    """zigpy with the hub in the place of its radio, in virtual time."""

    def __init__(self, hub):
        super().__init__(
            {
                conf.CONF_DATABASE: None,
                conf.CONF_DEVICE: {conf.CONF_DEVICE_PATH: "/dev/null"},
                conf.CONF_OTA: {conf.CONF_OTA_ENABLED: False},
            }
        )
        self.hub, self.now_ms, self.told = hub, 0, []
        # The hub as zigpy sees it: a router with an OTA server.
        self.node = self.add_device(ieee=t.EUI64.convert("00:00:00:00:00:00:00:01"), nwk=t.NWK(1))
        self.node.node_desc = zdo_t.NodeDescriptor(1, 64, 142, 0x1234, 82, 82, 0, 82, 0)
        endpoint = self.node.add_endpoint(1)
        endpoint.profile_id = zha.PROFILE_ID
        self.ota = endpoint.add_input_cluster(Ota.cluster_id)

    async def send_packet(self, packet):
        """From the device to the hub, whose answer comes at once."""
        if packet.cluster_id == Ota.cluster_id:
            self.hub.receive(packet.data.serialize(), PPMID, self.now_ms)
            self.settle()

    def settle(self):
        """From the hub to the device; what the hub tells is printed."""
        for sent in self.hub.transmissions():
            source = t.AddrModeAddress(addr_mode=t.AddrMode.NWK, address=self.node.nwk)
            here = t.AddrModeAddress(addr_mode=t.AddrMode.NWK, address=t.NWK(0))
            self.packet_received(
                t.ZigbeePacket(
                    src=source, src_ep=1, dst=here, dst_ep=1, profile_id=zha.PROFILE_ID, cluster_id=sent.cluster,
                    data=t.SerializableBytes(sent.octets),
                )
            )
        for event in self.hub.events():
            print(f"{self.now_ms / 1000:9.3f} s  {event.text} ({event.rule})")
            self.told.append(event)
            if event.alert_code:
                self.hub.acknowledge_alert(event.counter, self.now_ms)

    def wait(self, milliseconds):
        """Virtual time passes."""
        self.now_ms += milliseconds
        self.hub.advance(self.now_ms)
        self.settle()

    async def nothing(self, *_, **__):
        """What a radio would do, and a bridge need not."""

    connect = disconnect = start_network = force_remove = add_endpoint = nothing
    permit_ncp = permit_with_link_key = write_network_info = load_network_info = reset_network_info = nothing


class Display:
    """The device: asks, fetches, ends, and answers which version it runs, by zigpy's cluster."""

    def __init__(self, bridge):
        self.bridge, self.version, self.notified = bridge, 1, asyncio.Event()
        bridge.ota.add_listener(self)
        # zigpy answers reads of an attribute by such a function: the hub reads the version (HUB-30).
        bridge.ota.handle_read_attribute_current_file_version = lambda: t.uint32_t(self.version)

    def cluster_command(self, tsn, command_id, args):
        """zigpy calls it for what the hub sends unasked."""
        if command_id == NOTIFY:
            self.notified.set()

    async def update(self):
        await asyncio.wait_for(self.notified.wait(), 5)
        ota, bridge, image = self.bridge.ota, self.bridge, b""
        offer = await ota.query_next_image(
            QueryNextImageCommand.FieldControl.HardwareVersion, **MODEL, current_file_version=1, hardware_version=0x0101)
        file = MODEL | {"file_version": offer.file_version}
        while len(image) < offer.image_size:
            block = await ota.image_block(
                ImageBlockCommand.FieldControl(0), **file, file_offset=len(image), maximum_data_size=48)
            image += bytes(block.image_data)
        end = await ota.upgrade_end(foundation.Status.SUCCESS, **file)
        bridge.wait(1000 * max(0, end.upgrade_time - end.current_time))
        self.version = int(offer.file_version)
        return image


async def main(size):
    payload = (bytes(range(256)) * (size // 256 + 1))[:size]
    image = chub.Image.make(payload, **MODEL, file_version=2)
    with chub.Hub({PPMID: chub.DeviceType.PPMID}) as hub:
        bridge = Bridge(hub)
        device = Display(bridge)
        hub.set_time(chub.START_TIME_S, 0)
        hub.update_firmware(image, [PPMID], 0)
        bridge.settle()
        received = await device.update()
        while bridge.told[-1].alert_code != 0x8F8B and bridge.now_ms < 3_600_000:
            bridge.wait(10_000)
            # zigpy's own tasks run meanwhile.
            for _ in range(20):
                await asyncio.sleep(0)
    print(f"{len(received)} octets, SHA-256 {hashlib.sha256(received).hexdigest()}")
    last = bridge.told[-1]
    return received == image.file and (last.alert_code, last.firmware_version) == (0x8F8B, 2)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)) else 1)
