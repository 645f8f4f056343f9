"""`chub serve` against the OTA client on zigpy's definitions."""

import asyncio

import images
import zcl_lines
from chub_process import Chub
from ota_client import Behaviour, Block, End, OTAClient, Query, QueryResponse, SpecificFile, SpecificFileResponse
from zcl_lines import Direction, General, Status, cluster_frame, general_frame, is_command, is_general

SUCCESS = "8F8A fileTransferSuccess 00000002"
FAILURE = "8F89 fileTransferFailure 00000002"
MISMATCH = "8F89 hardwareVersionMismatch 00000002"
READ = "8F8B firmwareReadSuccess 00000002"
KEPT = "8F8B firmwareReadSuccess 00000001"
NO_READ = "8F8B firmwareReadFailure 00000000"

# The hub's time passes by the clients' lines alone: no case depends on how fast a machine is.
SPEED = "lines"

CASES = {}


def case(name):
    def add(body):
        CASES["serve: " + name] = body
        return body

    return add


def check(problems, what, found, expected):
    if found != expected:
        problems.append(f"{what}: {found!r}, expected {expected!r}")


async def serve(context, clients, *options, status=0, alerts=(SUCCESS, READ), whole=True, image=None):
    """Runs `chub serve` with these clients, and checks what every case must show."""
    file = (image or images.make()).serialize()
    path = context.folder / "image.ota"
    path.write_bytes(file)
    chub = await Chub(
        context.chub, "serve", "--lines", 0, "--speed", SPEED, "--json", *options, path
    ).start()
    port = await chub.port()
    tasks = []
    for client in clients:
        if isinstance(client, Behaviour):
            client = OTAClient("127.0.0.1", port, client)
        tasks.append(asyncio.create_task(client.run() if isinstance(client, OTAClient) else client(port)))
        await asyncio.sleep(0.05)
    await chub.finish()
    records = await asyncio.gather(*tasks)
    problems = []
    check(problems, "exit status", chub.status, status)
    check(problems, "alerts", sorted(chub.alerts), sorted(alerts))
    for record in records:
        problems += record.problems
        if whole:
            check(problems, "image", record.image == file, True)
    for line in chub.diagnostics:
        if not line.endswith(("is connected", "is disconnected")):
            problems.append(f"chub says: {line}")
    return problems, chub, records


def simple(name, *options, **behaviour):
    """A case that differs from the plainest in options alone."""

    @case(name)
    async def body(context):
        problems, _, _ = await serve(context, [Behaviour(**behaviour)], *options)
        return problems


simple("blocks of 48 after Image Notify")
simple("blocks of 32 on its own initiative, no hardware version", block_size=32, hardware_version=None, awaits_notify=False)
simple(
    "blocks of 63 with period and node address", block_size=63, period=0,
    address=zcl_lines.eui64("00-DB-12-34-56-78-90-A4"),
)
simple("blocks of 255 where the hub takes 64", "--block-size", 64, block_size=255)
simple("default responses disabled in requests", quiet=True)
simple("a Default Response to every response", confirms=True)
simple("every seventh block asked for twice", repeats_every=7)
simple("starts again from octet 0 in the middle", restarts=True)
simple("upper-case lines with carriage returns", shouts=True)
simple("octets after every request", trailing=b"\x00\x5a")
simple("losses of 3 %, asked for again", "--loss", 0.03, "--seed", 3, timeout=0.3, attempts=200)


@case("blocks of 64 are cut to the hub's 50")
async def cut(context):
    problems, _, (record,) = await serve(context, [Behaviour(block_size=64)])
    check(problems, "block sizes", record.block_sizes, {50, 6_007 % 50})
    return problems


@case("Image Notify names the file")
async def notify(context):
    problems, _, (record,) = await serve(context, [Behaviour()])
    first = record.notifies[0]
    check(problems, "notify", (first.manufacturer_code, first.image_type, first.new_file_version), (0x1234, 1, 2))
    check(problems, "offered size", record.offered.image_size, 6_007)
    return problems


@case("pages of 500, in-home display")
async def pages(context):
    problems, _, (record,) = await serve(
        context, [Behaviour(page_size=500, page_spacing=100)], "--device", "ihd"
    )
    check(problems, "block sizes", record.block_sizes, {48, 500 % 48, 6_007 % 500 % 48})
    return problems


@case("pages of 333 with node address and losses")
async def lossy_pages(context):
    behaviour = Behaviour(
        page_size=333, page_spacing=50, block_size=63, address=zcl_lines.eui64("00-DB-12-34-56-78-90-A4"),
        timeout=0.5, attempts=200,
    )
    problems, _, _ = await serve(context, [behaviour], "--device", "ihd", "--loss", 0.02, "--seed", 5)
    return problems


@case("pages beyond the end of the file")
async def last_page(context):
    problems, _, _ = await serve(context, [Behaviour(page_size=0xFFFF, page_spacing=20)], "--device", "ihd")
    return problems


@case("WAIT_FOR_DATA tells a client its period")
async def period(context):
    problems, _, (record,) = await serve(context, [Behaviour(period=100)], "--block-period", 400)
    check(problems, "waits", record.waits, [(0, 400)])
    return problems


@case("WAIT_FOR_DATA paces a client without a period")
async def pacing(context):
    problems, _, (record,) = await serve(
        context, [Behaviour()], "--block-period", 2_000, image=images.make(1_000)
    )
    check(problems, "waits", set(record.waits), {(2, 2_000)})
    return problems


@case("WAIT_FOR_DATA is not obeyed")
async def disobedience(context):
    problems, _, (record,) = await serve(
        context, [Behaviour(obeys_wait=False)], "--block-period", 2_000, image=images.make(1_000)
    )
    check(problems, "waited more than once a block", len(record.waits) > 21, True)
    return problems


@case("WAIT_FOR_DATA is not obeyed by a client with a period")
async def disobedient_period(context):
    problems, _, (record,) = await serve(context, [Behaviour(period=0, obeys_wait=False)], "--block-period", 400)
    check(problems, "waits", record.waits, [(0, 400)])
    return problems


@case("Upgrade End Response now, current time equal to upgrade time")
async def now(context):
    problems, _, (record,) = await serve(context, [Behaviour()])
    (current, upgrade), = record.ends
    check(problems, "seconds to wait", upgrade - current, 0)
    check(problems, "reads", record.reads, 1)
    return problems


@case("Upgrade End Response with a delta that is obeyed")
async def delta(context):
    problems, chub, (record,) = await serve(context, [Behaviour()], "--activate", "+10m")
    (current, upgrade), = record.ends
    told = chub.named("activationTold")[0]["at"]
    read = chub.named("versionRead")[0]["at"]
    check(problems, "seconds to wait", 500 <= upgrade - current <= 600, True)
    check(problems, "read ten minutes after activation", abs(read - told - (upgrade - current + 600) * 1000) <= 3_000, True)
    return problems


@case("Upgrade End three times: one alert, one answer")
async def ends(context):
    problems, _, (record,) = await serve(context, [Behaviour(ends=3)], "--activate", "+1m")
    check(problems, "answers", len(record.ends), 3)
    check(problems, "upgrade times", len({upgrade for _, upgrade in record.ends}), 1)
    return problems


@case("a meter waits for a command")
async def meter(context):
    behaviour = Behaviour(awaits_notify=False)
    file = images.make()
    path = context.folder / "image.ota"
    path.write_bytes(file.serialize())
    chub = await Chub(context.chub, "serve", "--lines", 0, "--speed", SPEED, "--json", "--device", "esme", path).start()
    client = OTAClient("127.0.0.1", await chub.port(), behaviour)
    task = asyncio.create_task(client.run())
    await chub.finish()
    record = await task
    problems = list(record.problems)
    check(problems, "exit status", chub.status, 0)
    check(problems, "alerts", chub.alerts, [SUCCESS])
    check(problems, "image", record.image, file.serialize())
    check(problems, "upgrade time", record.ends[0][1], 0xFFFFFFFF)
    return problems


@case("hardware version outside the image's range")
async def hardware(context):
    problems, _, (record,) = await serve(
        context, [Behaviour(hardware_version=0x0201)], status=1, alerts=[MISMATCH], whole=False
    )
    check(problems, "answer", record.statuses[0], ("query_next_image", "NO_IMAGE_AVAILABLE"))
    return problems


def ending(name, short, status, *options, alerts=(FAILURE,)):
    @case(name)
    async def body(context):
        behaviour = Behaviour(end=status, end_short=short)
        problems, _, (record,) = await serve(context, [behaviour], *options, status=1, alerts=alerts)
        answers = [answer for answer in record.statuses if answer[0] == "upgrade_end"]
        expected = [("upgrade_end", "SUCCESS")]
        if short and "--strict" in options:
            expected.insert(0, ("upgrade_end", "MALFORMED_COMMAND"))
        check(problems, "answers", answers, expected)
        check(problems, "no Upgrade End Response", record.ends, [])
        return problems


ending("Upgrade End INVALID_IMAGE", False, Status.INVALID_IMAGE)
ending("Upgrade End ABORT", False, Status.ABORT)
ending("Upgrade End INVALID_IMAGE in one octet", True, Status.INVALID_IMAGE)
ending("Upgrade End ABORT in one octet", True, Status.ABORT)
ending("Upgrade End ABORT in one octet, refused when strict", True, Status.ABORT, "--strict")


@case("octets after requests, refused when strict")
async def strict(context):
    behaviour = Behaviour(trailing=b"\x00", attempts=1)

    async def client(port):
        own = OTAClient("127.0.0.1", port, behaviour)
        await own.connect()
        await own.notified.wait()
        answer = await own.ask(
            Query, lambda head: is_command(head, QueryResponse), field_control=0, manufacturer_code=0x1234,
            image_type=1, current_file_version=1,
        )
        check(own.record.problems, "answer", getattr(answer, "command_id", None), Query.id)
        behaviour.trailing = b""
        await own.update()
        await own.listener
        await own.lines.close()
        return own.record

    problems, _, (record,) = await serve(context, [client], "--strict")
    check(problems, "statuses", record.statuses[0], ("query_next_image", "MALFORMED_COMMAND"))
    return problems


@case("REQUIRE_MORE_IMAGE")
async def more(context):
    problems, _, (record,) = await serve(
        context, [Behaviour(end=Status.REQUIRE_MORE_IMAGE, activates=False)], alerts=[SUCCESS, KEPT]
    )
    check(problems, "answer", record.statuses[-1], ("upgrade_end", "SUCCESS"))
    return problems


def reading(name, alert, status, **behaviour):
    @case(name)
    async def body(context):
        problems, _, _ = await serve(context, [Behaviour(**behaviour)], status=status, alerts=[SUCCESS, alert])
        return problems


reading("the version that is read is the old one", KEPT, 0, activates=False)
reading("the version cannot be read: UNSUPPORTED_ATTRIBUTE", NO_READ, 1, read="unsupported")
reading("the version cannot be read: Default Response", NO_READ, 1, read="refusal")
reading("the version cannot be read: silence", NO_READ, 1, read="silence")


@case("disconnects in the middle and carries on")
async def reconnects(context):
    problems, chub, _ = await serve(context, [Behaviour(reconnects=True)])
    check(problems, "connections", sum("is connected" in line for line in chub.diagnostics), 2)
    return problems


@case("two devices at once")
async def two(context):
    meeting = asyncio.Barrier(2)
    behaviours = [
        Behaviour(block_size=50, meeting=meeting), Behaviour(page_size=480, page_spacing=20, meeting=meeting),
    ]
    problems, _, _ = await serve(
        context, behaviours, "--device", "ppmid", "--device", "ihd", alerts=[SUCCESS, READ] * 2
    )
    return problems


@case("the newest connection of a device wins")
async def newest(context):
    async def client(port):
        old = OTAClient("127.0.0.1", port, Behaviour())
        await old.connect()
        await old.notified.wait()
        record = await OTAClient("127.0.0.1", port, Behaviour()).run()
        # It was closed, not left open.
        await old.listener
        await old.lines.close()
        return record

    problems, _, _ = await serve(context, [client])
    return problems


@case("a client says which device it is; Time is read with its cluster in front")
async def named(context):
    async def client(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"00-DB-12-34-56-78-90-A4\n000a:0012000100\n")
        while not (line := (await reader.readline()).decode()).startswith("000a:"):
            if not line:
                break
        own = OTAClient("127.0.0.1", port, Behaviour())
        check(own.record.problems, "TimeStatus", line[:19], "000a:18120101000018")
        writer.close()
        return own.record

    async def both(port):
        first = await client(port)
        record = await OTAClient("127.0.0.1", port, Behaviour()).run()
        record.problems += first.problems
        return record

    problems, _, _ = await serve(context, [both])
    return problems


@case("lines that are no frames, and a frame in halves")
async def garbage(context):
    async def client(port):
        own = OTAClient("127.0.0.1", port, Behaviour())
        await own.connect()
        await own.notified.wait()
        for line in (b"hello\n", b"\n", b"  \n", b"0\n", b"\xff\xfe\x00\n", b"GET / HTTP/1.1\r\n", b"00\n", b"02\n"):
            own.lines.writer.write(line)
        for part in (b"01", b"3", b"1 0x2", b"a\n"):
            own.lines.writer.write(part)
            await asyncio.sleep(0.05)
        head, command = await asyncio.wait_for(own.answers.get(), 60)
        check(own.record.problems, "sequence", int(head.tsn), 0x31)
        check(own.record.problems, "status", Status(command.status), Status.UNSUP_CLUSTER_COMMAND)
        await own.update()
        await own.listener
        await own.lines.close()
        return own.record

    problems, chub, _ = await serve(context, [client])
    complaints = [line for line in chub.diagnostics if "is no frame" in line]
    check(problems, "lines that chub complains of", len(complaints), 4)
    return [problem for problem in problems if "is no frame" not in problem]


@case("a line longer than any frame's ends the connection; the device comes back at once")
async def long_line(context):
    async def client(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"01" * 3_000)
        await writer.drain()
        try:
            while await reader.read(1_000):
                pass
        except ConnectionError:
            pass
        writer.close()
        return await OTAClient("127.0.0.1", port, Behaviour()).run()

    problems, _, _ = await serve(context, [client])
    return [problem for problem in problems if "longer than any frame" not in problem]


@case("what a person reads: the alerts with their codes")
async def text(context):
    path = context.folder / "image.ota"
    path.write_bytes(images.make().serialize())
    chub = await Chub(context.chub, "serve", "--lines", 0, "--speed", SPEED, path).start()
    client = OTAClient("127.0.0.1", await chub.port(), Behaviour())
    task = asyncio.create_task(client.run())
    await chub.finish()
    await task
    problems = []
    check(problems, "exit status", chub.status, 0)
    lines = [event.get("text", "") for event in chub.events]
    for expected in (
        "alert 0x8F8A firmware transfer success: ppmid 00-DB-12-34-56-78-90-A4, version 0x00000002, response 0",
        "alert 0x8F8B firmware version: ppmid 00-DB-12-34-56-78-90-A4, version 0x00000002, response 0",
        "ppmid 00-DB-12-34-56-78-90-A4 updated, runs 0x00000002",
    ):
        if not any(expected in line for line in lines):
            problems.append(f"no line with {expected!r}")
    return problems


async def probe(context, question):
    """Asks something out of the ordinary first, and is then updated as usual."""

    async def client(port):
        own = OTAClient("127.0.0.1", port, Behaviour())
        await own.connect()
        await own.notified.wait()
        try:
            await question(own)
        except Exception as error:  # noqa: BLE001
            own.record.problems.append(repr(error))
        await own.update()
        await own.listener
        await own.lines.close()
        return own.record

    problems, _, _ = await serve(context, [client])
    return problems


async def expect_default(own, octets, command_id, status):
    """Sends a frame, and expects a Default Response to it."""
    own.send(octets)
    head, command = await asyncio.wait_for(own.answers.get(), 60)
    if not is_general(head, General.Default_Response):
        own.record.problems.append(f"{octets.hex()} is answered with {command}")
        return
    check(
        own.record.problems, octets.hex(), (int(command.command_id), Status(command.status).name),
        (command_id, status.name),
    )


@case("requests for other files and beyond the end")
async def outside(context):
    async def question(own):
        offer = await own.query()
        fields = own.block_fields(offer, 0)
        frame = cluster_frame(Block, 1, **fields | {"file_version": 9})
        await expect_default(own, frame, Block.id, Status.NO_IMAGE_AVAILABLE)
        frame = cluster_frame(Block, 2, **fields | {"file_offset": 6_007})
        await expect_default(own, frame, Block.id, Status.MALFORMED_COMMAND)
        await expect_default(own, frame[:-1], Block.id, Status.MALFORMED_COMMAND)
        end = own.file(offer) | {"image_type": 7, "status": Status.SUCCESS}
        await expect_default(own, cluster_frame(End, 3, **end), End.id, Status.NO_IMAGE_AVAILABLE)

    return await probe(context, question)


@case("a file for one device: there is none")
async def specific(context):
    async def question(own):
        answer = await own.ask(
            SpecificFile, lambda head: is_command(head, SpecificFileResponse),
            request_node_addr=zcl_lines.eui64("00-DB-12-34-56-78-90-A4"), manufacturer_code=0x1234,
            image_type=0xFFC0, file_version=1, current_zigbee_stack_version=2,
        )
        check(own.record.problems, "status", Status(answer.status), Status.NO_IMAGE_AVAILABLE)

    return await probe(context, question)


@case("unknown commands and other people's clusters' habits")
async def unknown(context):
    async def question(own):
        to_server = Direction.Client_to_Server
        unknown_command = zcl_lines.header(0x2A, 5, to_server).serialize()
        await expect_default(own, unknown_command, 0x2A, Status.UNSUP_CLUSTER_COMMAND)
        discover = general_frame(
            General.Discover_Attributes, 6, to_server, start_attribute_id=0, max_attribute_ids=20
        )
        await expect_default(own, discover, General.Discover_Attributes, Status.UNSUP_GENERAL_COMMAND)
        own.send(general_frame(General.Read_Attributes, 7, to_server, attribute_ids=[0, 2, 0xFFFD]))
        head, command = await asyncio.wait_for(own.answers.get(), 60)
        check(own.record.problems, "sequence", int(head.tsn), 7)
        check(
            own.record.problems, "attributes of the hub's side",
            [(int(record.attrid), Status(record.status)) for record in command.status_records],
            [(identifier, Status.UNSUPPORTED_ATTRIBUTE) for identifier in (0, 2, 0xFFFD)],
        )

    return await probe(context, question)


@case("falls silent in the middle: an alert, and the later success is alerted too")
async def stall(context):
    async def client(port):
        own = OTAClient("127.0.0.1", port, Behaviour())
        await own.connect()
        await own.notified.wait()
        offer = await own.query()
        image = bytearray()
        while len(image) < 3_000:
            await own.fetch_block(offer, image, 1)
        await own.sleep(31 * 60)
        while len(image) < offer.image_size:
            await own.fetch_block(offer, image, 1)
        own.record.image = bytes(image)
        await own.end(offer)
        await own.listener
        await own.lines.close()
        return own.record

    problems, _, _ = await serve(context, [client], alerts=[FAILURE, SUCCESS, READ])
    return problems
