"""Holds every example of an answer against the schema that it is shown for.

Called with the document.
"""

import json
import sys

from jsonschema import Draft202012Validator, FormatChecker


def examples(document):
    """Every example of an answer of 2xx: what it is of, its schema and itself."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json", {})
                if not status.startswith("2") or "$ref" not in content.get("schema", {}):
                    continue
                what = f"{method.upper()} {path} {status}"
                shown = content.get("examples")
                if not shown:
                    raise SystemExit(f"{what}: no example")
                for example in shown.values():
                    name = example["$ref"].rsplit("/", 1)[1]
                    yield what, content["schema"], document["components"]["examples"][name]["value"]


def hold(document):
    held = 0
    for what, schema, example in examples(document):
        whole = {**schema, "components": document["components"]}
        errors = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(example)
        for error in errors:
            raise SystemExit(f"{what}: {error.json_path}: {error.message}")
        held += 1
    print(f"{held} answers are shown, and are what the document says")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        hold(json.load(file))
