"""A second, independent reader of YAML: what we write must mean the same to programs that are not ours."""

from __future__ import annotations

from datetime import date
from typing import Any


def read_alike(content: bytes, data: Any) -> bool:
    """Whether ruamel.yaml reads `data` from the content, dates apart, which are text for us.

    True as well where it cannot read the content at all: it then misleads nobody.
    """
    from ruamel.yaml import YAML

    try:
        found = YAML(typ="safe", pure=True).load(content.decode("utf-8"))
    except Exception:  # noqa: BLE001 - a parser raises from every family; none of it is ours to judge
        return True
    return _same(found, data)


def _same(found: Any, data: Any) -> bool:
    if isinstance(data, dict):
        alike = isinstance(found, dict) and len(found) == len(data)
        return alike and all(_same(value, data.get(_key(key))) for key, value in found.items())
    if isinstance(data, list):
        alike = isinstance(found, list) and len(found) == len(data)
        return alike and all(_same(one, other) for one, other in zip(found, data, strict=False))
    if isinstance(found, date):
        return isinstance(data, str)
    return type(found) is type(data) and bool(found == data)


def _key(key: Any) -> str:
    return key if isinstance(key, str) else str(key)
