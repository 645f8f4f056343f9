"""`chub device` against OTA servers on zigpy's definitions, and against zigpy's own."""

import asyncio

import zigpy.ota.image
from zigpy.ota.image import ElementTagId

import images
from chub_process import Chub
from ota_server import LINGER, Behaviour, OTAServer, RawImage, ZigpyServer, listen
from zcl_lines import Status

CASES = {}


def case(name):
    def add(body):
        CASES["device: " + name] = body
        return body

    return add


def check(problems, what, found, expected):
    if found != expected:
        problems.append(f"{what}: {found!r}, expected {expected!r}")


async def run_device(context, make, *options, status=0, file=None, kind="ppmid"):
    """Runs `chub device` with a server; `file` is what it must have received, None for nothing."""
    port, task = await listen(make)
    out = context.folder / "received.ota"
    chub = await Chub(
        context.chub, "device", kind, "--lines", f"127.0.0.1:{port}", "--out", out, "--speed", "lines",
        "--linger", LINGER,
        "--json", *options,
    ).start()
    await chub.finish()
    server = await asyncio.wait_for(task, 60)
    problems = list(server.problems)
    check(problems, "exit status", chub.status, status)
    received = out.read_bytes() if out.exists() else None
    if received != file:
        problems.append(f"image: {len(received or b'')} octets, expected {len(file or b'')}, or others")
    return problems, chub, server


def zigpy_case(name, *options, kind="ppmid", result=Status.SUCCESS, status=0, whole=True, image=None, default=None, seconds_after_page=0, **make):
    """zigpy's own `update_firmware`, unmodified."""

    @case("zigpy's own OTA manager: " + name)
    async def body(context):
        made = image() if image else images.make(**make)

        async def serve(lines):
            server = ZigpyServer(lines, seconds_after_page)
            server.result, server.progress = await server.update(made)
            # A Default Response to what ended the update.
            for _ in range(6_000):
                if default is None or default in server.defaults:
                    break
                await asyncio.sleep(0.01)
            if server.result == Status.SUCCESS:
                values, failures = await server.read(
                    ["current_file_version", "manufacturer_id", "image_type_id", "image_upgrade_status"]
                )
                check(server.problems, "unreadable attributes", failures, {})
                check(
                    server.problems, "attributes", [int(value) for value in values.values()],
                    [made.header.file_version, 0x1234, 1, 0],
                )
            return server

        file = made.serialize()
        problems, _, server = await run_device(
            context, serve, *options, kind=kind, status=status, file=file if whole else None
        )
        check(problems, "zigpy's result", server.result, result)
        if default and default not in server.defaults:
            problems.append(f"Default Responses {server.defaults}, expected {default}")
        if whole:
            check(problems, "zigpy's progress", server.progress[-1], (len(file), len(file)))
        return problems


def raw_image():
    """As GB images are: octets without sub-elements after the header."""
    made = images.make(hardware=(0x0101, 0x0101))
    file = made.header.serialize()
    return RawImage(made.header, file + images.octets(made.header.image_size - len(file), 9))


def image_with_elements():
    return images.make(
        size=9_001, credential=2,
        extra=[
            (ElementTagId.ECDSA_SIGNATURE_CRYPTO_SUITE_1, images.octets(50, 4)),
            (ElementTagId.IMAGE_INTEGRITY_CODE, images.octets(16, 5)),
            (ElementTagId.PICTURE_DATA, b""),
        ],
    )


zigpy_case("blocks")
zigpy_case("blocks of 255, which zigpy cuts to 50", "--block-size", 255)
zigpy_case("pages", kind="ihd")
zigpy_case("pages of 120, blocks of 33", "--page-size", 120, "--block-size", 33, kind="ihd")
zigpy_case("several sub-elements", image=image_with_elements)
zigpy_case("no sub-elements", image=raw_image)
zigpy_case("no hardware versions in the image, none in the query", "--no-hardware-version", hardware=None)
zigpy_case("its requests carry its address", "--eui64", "00-DB-12-34-56-78-90-A4")
zigpy_case("strict", "--strict")
# Strict, it drops the blocks of a page, which have numbers of their own. A page that nobody answered within 5 s (OTA-7)
# it asks for block by block.
zigpy_case("strict, pages", "--strict", kind="ihd", seconds_after_page=5)
zigpy_case(
    "NO_IMAGE_AVAILABLE with the fields of SUCCESS, for the running version is the file's", "--running-version", 2,
    result=Status.NO_IMAGE_AVAILABLE, status=1, whole=False,
)
zigpy_case(
    "strict: NO_IMAGE_AVAILABLE with the fields of SUCCESS is refused", "--running-version", 2, "--strict",
    result=Status.NO_IMAGE_AVAILABLE, status=1, whole=False, default=(2, "MALFORMED_COMMAND"),
)
for options in ((), ("--strict",)):
    zigpy_case(
        "an Upgrade End Response to INVALID_IMAGE" + ", strict" * len(options), "--fault", "corrupt-image", *options,
        result=Status.INVALID_IMAGE, status=1, whole=False, default=(7, "INVALID_IMAGE"),
    )


def server_case(name, *options, kind="ppmid", status=0, whole=True, expect=None, image=None, **behaviour):
    @case(name)
    async def body(context):
        file = (image or images.make()).serialize()
        own = Behaviour(**behaviour)
        problems, chub, server = await run_device(
            context, lambda lines: OTAServer(lines, file, own).run(), *options, kind=kind, status=status,
            file=file if whole else None,
        )
        if status == 0:
            check(problems, "Upgrade End", server.ends, ["SUCCESS"])
            check(problems, "version", server.attributes.get(2), 2)
            check(problems, "ImageUpgradeStatus", server.attributes.get(6), 0)
            check(problems, "attribute that there is not", server.attributes.get(0x55), "UNSUPPORTED_ATTRIBUTE")
        if expect:
            expect(problems, chub, server)
        return problems


def early(version, upgrade_status):
    """What the attributes say between the Upgrade End Response and the activation."""

    def expect(problems, _, server):
        check(problems, "version before activation", server.early.get(2), version)
        check(problems, "ImageUpgradeStatus before activation", server.early.get(6), upgrade_status)

    return expect


def invalid(problems, _, server):
    check(problems, "Upgrade End", server.ends, ["INVALID_IMAGE"])


server_case("Upgrade End Response with current time 0")
server_case("Upgrade End Response with equal times", current=820_000_000)
server_case("Upgrade End Response with a delta", current=820_000_000, delay=20, expect=early(1, 4))
server_case("Upgrade End Response with current time 0 and an offset", delay=20, expect=early(1, 4))
server_case("Upgrade End Response 0xFFFFFFFF, then an unsolicited one", unsolicited=True, expect=early(1, 3))
server_case("Upgrade End Response with wildcards", wildcards=True)
server_case("the server keeps the connection open", closes=False)
server_case("Image Notify while the device asks", notifies=True)
server_case("blocks smaller than asked", maximum=17)
server_case("blocks of one octet", maximum=1, image=images.make(400))
server_case("pages", kind="ihd")
server_case("pages refused with UNSUP_CLUSTER_COMMAND: goes on by blocks", kind="ihd", pages=False)
server_case("pages with losses", kind="ihd", loses=29)
server_case("lost blocks", loses=31)
server_case("doubled and late blocks", doubles=5)
server_case("WAIT_FOR_DATA", waits_before=40, wait_period=0)
server_case("WAIT_FOR_DATA with a current time", waits_before=40, waits=3, wait_current=820_000_000)
server_case("WAIT_FOR_DATA without its last two octets", waits_before=40, wait_short=True)
server_case("WAIT_FOR_DATA with a period, which the device keeps", waits_before=100, wait_seconds=0, wait_period=200)
server_case("WAIT_FOR_DATA in place of a page", kind="ihd", waits_before=1)
server_case("octets after every response", trailing=b"\xff\x00")
server_case("a block of another file: INVALID_IMAGE", status=1, whole=False, confuses=20, expect=invalid)


def no_end(problems, chub, server):
    check(problems, "Upgrade End", server.ends, [])
    check(problems, "stops", len(chub.named("stopped")), 1)


server_case("ABORT in the middle", status=1, whole=False, stops_before=50, closes=False, expect=no_end)
server_case("ABORT in a Default Response", status=1, whole=False, stops_before=50, stop_default=True, expect=no_end)
server_case(
    "NO_IMAGE_AVAILABLE in a Default Response to a block", status=1, whole=False, stops_before=50,
    stop=Status.NO_IMAGE_AVAILABLE, stop_default=True, expect=no_end,
)
server_case(
    "MALFORMED_COMMAND in an Image Block Response, as zigpy says beyond the end", status=1, whole=False,
    stops_before=50, stop=Status.MALFORMED_COMMAND, expect=no_end,
)
server_case(
    "NO_IMAGE_AVAILABLE", status=1, whole=False, refusal=Status.NO_IMAGE_AVAILABLE, refusals=1, closes=False,
    expect=no_end,
)
server_case("NO_IMAGE_AVAILABLE, and an Image Notify later", refusal=Status.NO_IMAGE_AVAILABLE, refusals=1)
server_case("NOT_AUTHORIZED, and an Image Notify later", refusal=Status.NOT_AUTHORIZED, refusals=1)


@case("the server goes away in the middle")
async def leaves(context):
    async def serve(lines):
        server = OTAServer(lines, images.make().serialize(), Behaviour())
        task = asyncio.create_task(server.run())
        while server.blocks < 50:
            await asyncio.sleep(0.001)
        task.cancel()
        return server

    problems, chub, _ = await run_device(context, serve, status=1)
    check(problems, "chub says", chub.diagnostics, ["chub: device: the server closed the connection"])
    return problems


@case("strict: WAIT_FOR_DATA without its last two octets is refused")
async def strict(context):
    file = images.make().serialize()
    problems, _, server = await run_device(
        context,
        lambda lines: OTAServer(lines, file, Behaviour(waits_before=40, wait_short=True)).run(),
        "--strict", file=file,
    )
    check(problems, "Default Response", server.defaults[:1], [(5, "MALFORMED_COMMAND")])
    return problems


@case("what was received is zigpy's image again")
async def parsed(context):
    made = image_with_elements()
    file = made.serialize()
    problems, _, _ = await run_device(
        context, lambda lines: OTAServer(lines, file, Behaviour()).run(), file=file
    )
    parsed, rest = zigpy.ota.image.parse_ota_image((context.folder / "received.ota").read_bytes())
    check(problems, "zigpy parses it", parsed, made)
    check(problems, "rest", rest, b"")
    return problems
