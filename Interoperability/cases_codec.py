"""`chub decode`, `encode` and `image` against zigpy's serialization, frame by frame."""

import json
import random

import zigpy.ota.image
import zigpy.types as t
from zigpy.ota.image import ElementTagId
from zigpy.zcl import foundation

import chub_process
import images
import zcl_lines
from zcl_lines import CLIENT_COMMANDS, SERVER_COMMANDS, Direction, General, Status, cluster_frame, general_frame

CASES = {}
COUNT = 200


def case(name):
    def add(body):
        CASES["codec: " + name] = body
        return body

    return add


def number(source, kind):
    """A number of a type, often at one of its ends."""
    top = kind.max_value
    return kind(source.choice([0, 1, top - 1, top, source.randint(0, top), source.randint(0, top)]))


def file(source):
    return {
        "manufacturer_code": number(source, t.uint16_t), "image_type": number(source, t.uint16_t),
        "file_version": number(source, t.uint32_t),
    }


def address(source):
    return t.EUI64([t.uint8_t(octet) for octet in source.randbytes(8)])


def make_fields(source, definition):
    """Fields of a command of the cluster, all of its variants."""
    name = definition.name
    if name == "image_notify":
        kind = source.randint(0, 3)
        fields = {"payload_type": kind, "query_jitter": source.randint(1, 100)}
        own = file(source)
        names = ["manufacturer_code", "image_type", "file_version"][:kind]
        return fields | {"new_file_version" if n == "file_version" else n: own[n] for n in names}
    if name == "query_next_image":
        own = file(source)
        own["current_file_version"] = own.pop("file_version")
        if source.random() < 0.5:
            return own | {"field_control": 0}
        return own | {"field_control": 1, "hardware_version": number(source, t.uint16_t)}
    if name in ("query_next_image_response", "query_specific_file_response"):
        status = source.choice([Status.SUCCESS, Status.NO_IMAGE_AVAILABLE, Status.NOT_AUTHORIZED])
        if status != Status.SUCCESS:
            return {"status": status}
        return {"status": status, "image_size": number(source, t.uint32_t)} | file(source)
    if name in ("image_block", "image_page"):
        control = source.randint(0, 3 if name == "image_block" else 1)
        fields = file(source) | {
            "field_control": control, "file_offset": number(source, t.uint32_t),
            "maximum_data_size": number(source, t.uint8_t),
        }
        if name == "image_page":
            fields |= {"page_size": number(source, t.uint16_t), "response_spacing": number(source, t.uint16_t)}
        if control & 1:
            fields["request_node_addr"] = address(source)
        if control & 2:
            fields["minimum_block_period"] = number(source, t.uint16_t)
        return fields
    if name == "image_block_response":
        status = source.choice([Status.SUCCESS, Status.SUCCESS, Status.WAIT_FOR_DATA, Status.ABORT])
        if status == Status.SUCCESS:
            # zigpy takes no octet string of 255: in its eyes that length says that there is no value.
            data = source.randbytes(source.choice([0, 1, 40, 64, 254]))
            return file(source) | {
                "status": status, "file_offset": number(source, t.uint32_t), "image_data": data,
            }
        if status == Status.WAIT_FOR_DATA:
            return {
                "status": status, "current_time": number(source, t.uint32_t),
                "request_time": number(source, t.uint32_t), "minimum_block_period": number(source, t.uint16_t),
            }
        return {"status": status}
    if name == "upgrade_end":
        statuses = [Status.SUCCESS, Status.INVALID_IMAGE, Status.REQUIRE_MORE_IMAGE, Status.ABORT]
        return file(source) | {"status": source.choice(statuses)}
    if name == "upgrade_end_response":
        return file(source) | {
            "current_time": number(source, t.uint32_t), "upgrade_time": number(source, t.uint32_t),
        }
    return file(source) | {
        "request_node_addr": address(source), "image_type": source.randint(0xFFC0, 0xFFFE),
        "current_zigbee_stack_version": number(source, t.uint16_t),
    }


def general_frames(source):
    """Frames of the profile-wide commands that both sides know."""
    ids = [number(source, t.uint16_t) for _ in range(source.randint(0, 20))]
    values = [
        t.Bool(source.randint(0, 1)), number(source, t.uint8_t), number(source, t.uint16_t),
        number(source, t.uint32_t), t.bitmap8(7), t.enum8(3), t.CharacterString("text"), t.LVBytes(b"\x01\x02"),
        address(source), number(source, t.uint48_t),
    ]
    records = []
    for identifier in ids:
        if source.random() < 0.3:
            status = source.choice([Status.UNSUPPORTED_ATTRIBUTE, Status.WRITE_ONLY])
            records.append(foundation.ReadAttributeRecord(identifier, status))
            continue
        value = source.choice(values)
        kind = foundation.DataType.from_python_type(type(value)).type_id
        records.append(foundation.ReadAttributeRecord(identifier, Status.SUCCESS, foundation.TypeValue(kind, value)))
    sequence = source.randint(0, 255)
    to_client = source.choice(list(Direction))
    yield General.Read_Attributes, general_frame(General.Read_Attributes, sequence, to_client, attribute_ids=ids)
    yield (
        General.Read_Attributes_rsp,
        general_frame(General.Read_Attributes_rsp, sequence, to_client, status_records=records),
    )
    yield (
        General.Default_Response,
        general_frame(
            General.Default_Response, sequence, to_client, command_id=source.randint(0, 255),
            status=source.choice(list(Status)),
        ),
    )


# What IF-2 calls zigpy's fields, where the words differ.
NAMES = {"request_node_addr": "requestNodeAddress", "current_zigbee_stack_version": "currentStackVersion"}


def camel(name):
    first, *rest = name.split("_")
    return NAMES.get(name, first + "".join(part.capitalize() for part in rest))


def as_json(value):
    if isinstance(value, t.EUI64):
        return str(value).replace(":", "-").upper()
    return value.hex() if isinstance(value, bytes) else int(value)


@case(f"{COUNT} frames of every command, decoded as zigpy made them, and encoded again")
async def frames(context):
    source = random.Random(2)
    lines, expected = [], []
    for definition in [*SERVER_COMMANDS.values(), *CLIENT_COMMANDS.values()]:
        for _ in range(COUNT):
            fields = make_fields(source, definition)
            lines.append(
                cluster_frame(
                    definition, source.randint(0, 255), quiet=source.choice([True, False]), **fields
                ).hex()
            )
            expected.append({camel(name): as_json(value) for name, value in fields.items() if name != "field_control"})
    for _ in range(COUNT):
        for _, octets in general_frames(source):
            lines.append(octets.hex())
            expected.append(None)
    status, output, diagnostics = await chub_process.run(
        context.chub, "decode", "--json", standard_input=("\n".join(lines) + "\n").encode()
    )
    problems = [f"decode: status {status}: {diagnostics}"] if status else []
    decoded = output.splitlines()
    if len(decoded) != len(lines):
        problems.append(f"{len(lines)} lines, {len(decoded)} results")
    for line, text, fields in zip(lines, decoded, expected):
        result = json.loads(text)
        head, command = zcl_lines.parse(bytes.fromhex(line))
        if (result.get("frameControl"), result.get("sequence")) != (head.frame_control.serialize()[0], head.tsn):
            problems.append(f"{line}: {text}")
        elif fields is not None and result["fields"] != fields:
            problems.append(f"{line}: {text}, but zigpy has {command}")
    status, output, diagnostics = await chub_process.run(context.chub, "encode", standard_input=output.encode())
    if status or output.splitlines() != lines:
        wrong = [pair for pair in zip(lines, output.splitlines()) if pair[0] != pair[1]]
        problems.append(f"encode: status {status}, {len(wrong)} differ, such as {wrong[:1]} {diagnostics[:200]}")
    return problems[:10]


@case("frames cut short: an error, never a frame")
async def truncated(context):
    source = random.Random(3)
    lines = []
    for definition in [*SERVER_COMMANDS.values(), *CLIENT_COMMANDS.values()]:
        octets = cluster_frame(definition, 1, **make_fields(source, definition))
        lines += [octets[:count].hex() for count in range(1, len(octets))]
    status, output, _ = await chub_process.run(
        context.chub, "decode", "--json", standard_input=("\n".join(lines) + "\n").encode()
    )
    problems = [] if status == 65 else [f"status {status}"]
    for line, text in zip(lines, output.splitlines(), strict=True):
        kind = json.loads(text).get("error", {}).get("kind")
        if kind != "truncated":
            problems.append(f"{line}: {text}")
    return problems[:10]


@case("an OTA file of `chub image make`, read by zigpy")
async def made(context):
    application, signature = images.octets(3_000, 6), images.octets(50, 7)
    for name, octets in (("application.bin", application), ("signature.bin", signature)):
        (context.folder / name).write_bytes(octets)
    path = context.folder / "made.ota"
    status, _, diagnostics = await chub_process.run(
        context.chub, "image", "make", "--output", path, "--manufacturer", "0xABCD", "--image-type", "0x0102",
        "--file-version", "0x01020304", "--string", "made by chub", "--security-credential", 3,
        "--destination", "00-DB-12-34-56-78-90-A4", "--element", f"0x0000={context.folder / 'application.bin'}",
        "--element", f"0x0001={context.folder / 'signature.bin'}",
    )
    problems = [f"status {status}: {diagnostics}"] if status else []
    image, rest = zigpy.ota.image.parse_ota_image(path.read_bytes())
    header = image.header
    found = [
        header.manufacturer_id, header.image_type, header.file_version, header.stack_version,
        bytes(header.header_string).rstrip(b"\0"), header.security_credential_version,
        str(header.upgrade_file_destination).upper(), header.minimum_hardware_version,
        header.maximum_hardware_version, [(element.tag_id, bytes(element.data)) for element in image.subelements],
        rest, image.serialize() == path.read_bytes(),
    ]
    expected = [
        0xABCD, 0x0102, 0x01020304, 2, b"made by chub", 3, "00:DB:12:34:56:78:90:A4", 0x0101, 0x01FF,
        [(ElementTagId.UPGRADE_IMAGE, application), (ElementTagId.ECDSA_SIGNATURE_CRYPTO_SUITE_1, signature)],
        b"", True,
    ]
    problems += [f"{one!r}, expected {other!r}" for one, other in zip(found, expected) if one != other]
    return problems


@case("an OTA file of zigpy, read by `chub image`")
async def read(context):
    image = images.make(
        credential=2, extra=[(ElementTagId.IMAGE_INTEGRITY_CODE, images.octets(16, 8)), (ElementTagId.PICTURE_DATA, b"")]
    )
    path = context.folder / "zigpy.ota"
    path.write_bytes(image.serialize())
    status, output, diagnostics = await chub_process.run(context.chub, "image", "--json", path)
    if status:
        return [f"status {status}: {diagnostics}"]
    found = json.loads(output)
    problems = []
    for word in ("0x1234", "6007"):
        if word not in output and str(int(word, 0)) not in output:
            problems.append(f"no {word} in {output}")
    elements = found.get("subElements") or found.get("elements") or []
    tags = [element.get("tag") for element in elements]
    if tags != [3, 4, 0]:
        problems.append(f"sub-elements {tags} in {output}")
    return problems
