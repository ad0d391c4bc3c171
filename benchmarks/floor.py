"""What reading and shaping cost at the least: fast YAML into dicts into the same pydantic models; no rules, no places.

    python benchmarks/floor.py DIR

One process, one file at a time, the garbage collector off. rapidyaml (C++) when it is installed, which is what the
target is meant against; else PyYAML with libyaml, about six times slower.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mou_tracker.model.agreement import Agreement


def reader() -> tuple[str, Callable[[bytes], Any]]:
    """The name of the YAML reader, and its function from bytes to data."""
    try:
        import ryml
    except ImportError:
        import yaml

        return "PyYAML", lambda content: yaml.load(content, Loader=yaml.CSafeLoader)
    return "rapidyaml", lambda content: json.loads(ryml.emit_json(ryml.parse_in_arena(content)))


def main() -> None:
    """Reads every agreement below the folder named and says how many there were, and with what."""
    gc.disable()
    name, read = reader()
    count = 0
    for path in Path(sys.argv[1], "agreements").rglob("*.yaml"):
        Agreement.model_validate(read(path.read_bytes()))
        count += 1
    print(f"{count} with {name}")


if __name__ == "__main__":
    main()
