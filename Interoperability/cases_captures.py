"""Captures of `chub update`, dissected by tshark and compared with zigpy's reading of the same frames."""

import check_captures
import images

CASES = {}


def capture_case(name, *options, status=0, commands=(), file=None, is_lossy=False):
    async def body(context):
        operands = []
        if file is not None:
            operands = [context.folder / "image.ota"]
            operands[0].write_bytes(file().serialize())
        problems, counts, outcome = await check_captures.check(
            context.chub, context.folder, *options, *operands, status=status
        )
        expected = {"image_notify", "query_next_image", "query_next_image_response", *commands}
        if expected - counts.keys():
            problems.append(f"no {', '.join(sorted(expected - counts.keys()))}")
        if is_lossy and outcome["framesLost"] == 0:
            problems.append("no frame was lost")
        return problems

    CASES["capture: " + name] = body


BLOCKS = ("image_block", "image_block_response")
END = ("upgrade_end", "upgrade_end_response", "Read_Attributes", "Read_Attributes_rsp")
PAGES = ("image_page", "image_block_response")

capture_case("blocks", "--size", 20_000, commands=BLOCKS + END)
capture_case("an image of zigpy", commands=BLOCKS + END, file=images.make)
capture_case("in-home display, pages", "--device", "ihd", "--size", 20_000, commands=PAGES + END)
capture_case(
    "losses, blocks and pages", "--device", "ppmid", "--device", "ihd", "--size", 20_000, "--loss", 0.08, "--seed", 4,
    commands=BLOCKS + PAGES + END, is_lossy=True,
)
capture_case(
    "blocks of 254", "--size", 20_000, "--block-size", 254, "--activate", "+1h", commands=BLOCKS + END,
)
capture_case(
    "INVALID_IMAGE", "--size", 5_000, "--fault", "corrupt-image", status=1,
    commands=(*BLOCKS, "upgrade_end", "Default_Response"),
)
capture_case("hardware mismatch", "--size", 5_000, "--fault", "hardware-mismatch", status=1)
capture_case(
    "lost blocks", "--size", 5_000, "--fault", "lost-blocks", status=1, commands=(*BLOCKS, "upgrade_end"),
    is_lossy=True,
)
