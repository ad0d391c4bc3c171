"""The JSON Schema of an output, derived from the annotations of the values it is made of."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

_PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


def schema_of(annotation: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema (draft 2020-12) of values as annotated; named tuples and dataclasses go into `definitions`, by name.

    An annotation that JSON has no shape for is a TypeError.
    """
    if annotation in _PLAIN:
        return dict(_PLAIN[annotation])
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return schema_of(arguments[0], definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _any_of([schema_of(one, definitions) for one in arguments])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1], definitions)}
    if isinstance(origin, type):
        return _array(origin, arguments, definitions)
    return _record(annotation, definitions)


def _any_of(choices: list[dict[str, Any]]) -> dict[str, Any]:
    names = [choice["type"] for choice in choices if list(choice) == ["type"]]
    return {"type": names} if len(names) == len(choices) else {"anyOf": choices}


def _array(origin: type, arguments: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if origin is tuple and arguments[1:] != (...,):
        items = [schema_of(one, definitions) for one in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    return {"type": "array", "items": schema_of(arguments[0], definitions)}


def _record(annotation: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if not hasattr(annotation, "_fields") and not is_dataclass(annotation):
        raise TypeError(annotation)
    name = annotation.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = get_type_hints(annotation, include_extras=True)
        names = getattr(annotation, "_fields", None) or [field for field in hints if not field.startswith("_")]
        definitions[name] = {
            "description": (annotation.__doc__ or "").partition("\n")[0],
            **closed({field: schema_of(hints[field], definitions) for field in names}),
        }
    return {"$ref": f"#/$defs/{name}"}


def closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
