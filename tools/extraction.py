"""Finding every message of the program: in code, templates, rules, vocabularies and the schema."""

from __future__ import annotations

import ast
import importlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from tools.catalogues import Key, Problem

SINGULAR = frozenset({"N_", "words", "t"})
PLURAL = frozenset({"plural", "tn"})
TEMPLATES = ("*.j2", "*.jinja", "*.html")
RULE_TEXTS = ("title", "why", "remedy", "message")


class Message(NamedTuple):
    """One use of a message in the source."""

    file: str
    line: int
    context: str | None
    msgid: str
    plural: str | None = None

    @property
    def key(self) -> Key:
        """What the message is known by."""
        return (self.context, self.msgid)


Found = Iterator[Message | Problem]


def extract(root: Path) -> tuple[list[Message], list[Problem]]:
    """Every message of the repository at `root`, sorted by place, and what hinders extraction."""
    found = [*_in_code(root), *_in_templates(root), *_in_vocabularies(), *_in_rules(), *_in_schema()]
    messages = sorted((one for one in found if isinstance(one, Message) and one.msgid), key=_place)
    return messages, [one for one in found if isinstance(one, Problem)]


def _place(message: Message) -> tuple[str, int, str, str]:
    return (message.file, message.line, message.context or "", message.msgid)


def error_names() -> frozenset[str]:
    """The names of the refusals; their first argument and `hint` are messages."""
    errors = importlib.import_module("mou_tracker.errors")
    return frozenset(name for name, value in vars(errors).items() if _is_refusal(value, errors.MouError))


def _is_refusal(value: object, base: type) -> bool:
    return isinstance(value, type) and issubclass(value, base)


def _in_code(root: Path) -> Found:
    refusals = error_names()
    for path in sorted((root / "mou_tracker").rglob("*.py")):
        file = path.relative_to(root).as_posix()
        try:
            tree = ast.parse(path.read_text("utf-8"))
        except SyntaxError as error:
            yield Problem(file, error.lineno or 1, f"does not parse: {error.msg}")
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _in_call(node, file, refusals)


def _in_call(call: ast.Call, file: str, refusals: frozenset[str]) -> Found:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in PLURAL and len(call.args) >= 2:
        one, many = (list(_strings(node, file)) for node in call.args[:2])
        for first, second in zip(one, many, strict=False):
            if isinstance(first, Message) and isinstance(second, Message):
                yield first._replace(plural=second.msgid)
            else:
                yield first if isinstance(first, Problem) else second
    elif name in SINGULAR and call.args:
        yield from _strings(call.args[0], file)
    elif name in refusals:
        hints = [keyword.value for keyword in call.keywords if keyword.arg in ("message", "hint")]
        for node in [*call.args[:2], *hints]:
            yield from _strings(node, file)


def _strings(node: ast.expr, file: str) -> Found:
    """The text constants an argument can be; a text put together at run time cannot be translated."""
    if isinstance(node, ast.IfExp):
        yield from _strings(node.body, file)
        yield from _strings(node.orelse, file)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield Message(file, node.lineno, None, node.value)
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.BinOp) and _is_text(node.left)):
        yield Problem(file, node.lineno, "a message put together at run time cannot be translated: use {gaps}")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def template_files(root: Path) -> list[Path]:
    """The Jinja templates, in `templates/` at the top and inside the package."""
    folders = [root / "templates", *(root / "mou_tracker").rglob("templates")]
    return sorted({path for folder in folders for pattern in TEMPLATES for path in folder.rglob(pattern)})


def _in_templates(root: Path) -> Found:
    environment = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
    for path in template_files(root):
        file = path.relative_to(root).as_posix()
        try:
            tree = environment.parse(path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            yield Problem(file, error.lineno, f"does not parse: {error.message}")
            continue
        for call in tree.find_all(nodes.Call):
            yield from _in_template_call(call, file)


def _in_template_call(call: nodes.Call, file: str) -> Found:
    name = getattr(call.node, "name", "") or getattr(call.node, "attr", "")
    texts = [arg.value if isinstance(arg, nodes.Const) and isinstance(arg.value, str) else None for arg in call.args]
    if name in PLURAL and len(texts) >= 2 and texts[0] is not None and texts[1] is not None:
        yield Message(file, call.lineno, None, texts[0], texts[1])
    elif name in SINGULAR and texts and texts[0] is not None:
        yield Message(file, call.lineno, None, texts[0])
    elif name in SINGULAR and isinstance(
        call.args[0] if call.args else None, nodes.CondExpr | nodes.Concat | nodes.Add
    ):
        yield Problem(file, call.lineno, "a message chosen or put together inside the call: call for each text")


def _module(name: str) -> ModuleType | Problem | None:
    """A module of the program; None where it does not exist, a problem where it does not load."""
    try:
        return importlib.import_module(name) if importlib.util.find_spec(name) else None
    except ModuleNotFoundError as error:
        return None if name.startswith(error.name or "-") else Problem(name, 0, f"does not load: {error}")
    except Exception as error:  # noqa: BLE001 whatever other people's half-written module raises is for the listing
        return Problem(name, 0, f"does not load: {error}")


def _in_vocabularies() -> Found:
    module = _module("mou_tracker.model.vocabulary")
    if isinstance(module, Problem):
        yield module
    elif module:
        for vocabulary, values in module.TERMS.items():
            for value in values:
                yield Message("mou_tracker/model/vocabulary.py", 0, vocabulary, value)


def _in_rules() -> Found:
    module = _module("mou_tracker.rules.registry")
    if isinstance(module, Problem):
        yield module
    elif module:
        for rule in module.ALL:
            yield from _in_rule(rule)


def _in_rule(rule: Any) -> Found:
    file = f"mou_tracker/rules (rule {getattr(rule, 'code', '?')})"
    for name in RULE_TEXTS:
        text = getattr(rule, name, None)
        many = getattr(rule, "message_many", None) if name == "message" else None
        if isinstance(text, str) and text:
            yield Message(file, 0, None, text, many or None)


def _in_schema() -> Found:
    module = _module("mou_tracker.model.schema")
    if isinstance(module, Problem):
        yield module
    elif module and hasattr(module, "descriptions"):
        for text in module.descriptions():
            yield Message("mou_tracker/model/schema.py", 0, None, text)
