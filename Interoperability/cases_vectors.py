"""The golden vectors and the scenarios, each file against the schema that it names, by PyPI's jsonschema."""

import json
from pathlib import Path

import jsonschema

CASES = {}
VECTORS = Path(__file__).parent.parent / "vectors"


def vectors_case(name, folder):
    async def body(context):
        files = sorted(folder.glob("*.json"))
        problems = []
        for file in files:
            contents = json.loads(file.read_text())
            schema = json.loads((folder / contents["schema"]).read_text())
            jsonschema.Draft202012Validator.check_schema(schema)
            errors = jsonschema.Draft202012Validator(schema).iter_errors(contents)
            problems += [f"{file.name}: {error.json_path}: {error.message[:200]}" for error in errors]
        return problems[:10] if files else ["no files"]

    CASES["vectors: " + name] = body


vectors_case("golden vectors", VECTORS)
vectors_case("scenarios", VECTORS / "scenarios")
