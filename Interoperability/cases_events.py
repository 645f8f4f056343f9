"""What `chub update` prints with --json and keeps with --trace, against its schema, by PyPI's jsonschema."""

import json
from pathlib import Path

import chub_process
import jsonschema

CASES = {}
SCHEMA = Path(__file__).parent.parent / "vectors" / "schema" / "events.schema.json"


def events_case(name, *options, events=()):
    async def body(context):
        validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
        trace = context.folder / "trace.jsonl"
        _, output, _ = await chub_process.run(
            context.chub, "update", "--json", "--size", 3_000, "--trace", trace, *options
        )
        lines = output.splitlines() + trace.read_text().splitlines()
        problems = [
            f"{line}: {error.message}" for line in lines for error in validator.iter_errors(json.loads(line))
        ]
        missing = {"start", "image", "outcome", *events} - {json.loads(line).get("event") for line in lines}
        return problems[:10] + [f"no {event}" for event in sorted(missing)]

    CASES["events: " + name] = body


events_case("a PPMID", events=("alert", "offered", "verified", "activated", "versionRead"))
events_case(
    "meters and a switch", "--device", "esme", "--device", "gsme", "--device", "hcalcs", "--activate", "+1h",
    events=("alert", "activationOrdered", "activationEnded", "messageForDevice", "messageFromDevice"),
)
events_case("losses, and no version", "--device", "ihd", "--loss", 0.1, "--fault", "no-version", events=("alert",))
events_case("a transfer that fails", "--fault", "lost-blocks", events=("alert", "started"))
events_case("gbcs4", "--profile", "gbcs4", events=("alert", "messageFromDevice"))
