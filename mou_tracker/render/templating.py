"""The only Jinja environment: sandboxed, escaping by default, fed with plain data, strict about names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NoReturn

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment, TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.nodes import Concat, Expr, Impossible, TemplateData
from jinja2.runtime import LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing, pass_environment
from markupsafe import Markup, escape

from mou_tracker.errors import FileTrouble
from mou_tracker.i18n.catalog import N_
from mou_tracker.render.page_filters import filters_of, term_of
from mou_tracker.render.page_words import Tongue, direction_of
from mou_tracker.render.template_files import Folders, find, names
from mou_tracker.rules.nearest import nearest

_GLOBALS = ("namespace", "range")
KEPT = (
    *("abs", "batch", "count", "d", "default", "dictsort", "first", "groupby", "int", "items", "last", "length"),
    *("list", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "slice"),
    *("sort", "sum", "unique"),
)
"""The filters that stay of Jinja's own: nothing that marks a text as safe, reaches into objects, or gives another result each time."""

_NO_SUCH = re.compile(r"No (filter|test) named '([^']*)'")
_OBJECTS = (LoopContext, Namespace, TemplateModule, TemplateReference)
"""What of Jinja's own a template may ask for attributes; data has fields only."""


class _NoFieldError(UndefinedError):
    """A name that is not there: of `owner`, or of the template's own names when that is `missing`."""

    def __init__(self, name: object, owner: object, message: str | None = None) -> None:
        super().__init__(message)
        self.name = str(name)
        self.owner = owner


class _Missing(StrictUndefined):
    """Stands for a name that is not there; using it is a fault that knows where it was looked for."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        known = exc is UndefinedError and hint is None
        super().__init__(hint, obj, name, partial(_NoFieldError, name, obj) if known else exc)  # type: ignore[arg-type]


class _Generator(CodeGenerator):
    """Shows and joins by the environment's own rule: Jinja's would escape for HTML whatever the format is."""

    def _output_child_to_const(self, node: Expr, frame: Frame, finalize: Any) -> str:
        """Constants in braces are shown as data is: empty as —, numbers in the page's digits."""
        if not isinstance(node, TemplateData):
            raise Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """`a ~ b`."""
        self.write("environment.joined((")
        for piece in node.nodes:
            self.visit(piece, frame)
            self.write(", ")
        self.write("))")


class _Environment(ImmutableSandboxedEnvironment):
    """Data has fields and nothing else: no attribute, no method, no class of it can be reached."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"*", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`."""
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()  # noqa: SLF001 (Jinja's own way to say so)
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, _OBJECTS) or attribute in getattr(type(obj), "_fields", ()):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=str(argument))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """`*` of numbers only; `**` never: both could fill the memory."""
        if operator == "**" or not all(isinstance(value, int | float) for value in (left, right)):
            raise SecurityError(f"{operator} is for numbers, and ** is not allowed")
        return super().call_binop(context, operator, left, right)

    def joined(self, pieces: Iterable[Any]) -> str:
        """The pieces as one text: final text of the format as soon as one of them is."""
        texts = list(pieces)
        if not any(hasattr(text, "__html__") for text in texts):
            return "".join(map(str, texts))
        return Markup("").join(Markup(self.finalize(text)) for text in texts)  # type: ignore[misc]  # noqa: S704


@pass_environment
def _join(environment: _Environment, values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """Jinja's `join` by our own rule."""
    texts = [make_attrgetter(environment, attribute)(value) if attribute else value for value in values]
    if not any(hasattr(text, "__html__") for text in (between, *texts)):
        return between.join(map(str, texts))
    shown = [Markup(environment.finalize(text)) for text in texts]  # type: ignore[misc]  # noqa: S704
    return escape(between).join(shown)


class _Folders(BaseLoader):
    """Jinja's way to the templates of some folders; `files` are those it has read."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self.files: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """The text of a template and its file; raises `TemplateNotFound`, or `FileTrouble` when it cannot be read."""
        del environment
        found = find(template, self.folders)
        if found is None:
            raise TemplateNotFound(template)
        self.files.add(found[1])
        return *found, None


def rendered(name: str, folders: Folders, tongue: Tongue, data: Mapping[str, Any]) -> str:
    """The template `name` from the first folder that has it, filled with `data`: dicts, lists, texts, numbers, None.

    A fault of the template is a `FileTrouble` that names the file, the line, what is wrong, and the nearest name.
    """
    loader = _Folders(folders)
    environment = _environment(loader, tongue)
    try:
        return environment.get_template(name).render(data)
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as fault:
        _refuse(fault, environment, loader, data, name)


def _environment(loader: _Folders, tongue: Tongue) -> _Environment:
    environment = _Environment(
        loader=loader,
        autoescape=True,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=tongue.shown,
    )
    words, own = tongue.words, tongue.own
    environment.globals = {name: environment.globals[name] for name in _GLOBALS} | {
        "t": lambda msgid, **gaps: own(words(msgid, **gaps)),
        "tn": lambda one, many, n, **gaps: own(words.plural(one, many, n, **gaps)),
        "term": partial(term_of, tongue),
        "page_numbers": tongue.page_numbers,
        "lang": words.lang,
        "digits": words.digits,
        "dir": direction_of(words.lang),
    }
    environment.filters = {name: environment.filters[name] for name in KEPT} | filters_of(tongue) | {"join": _join}
    return environment


def _refuse(
    fault: BaseException, environment: _Environment, loader: _Folders, data: Mapping[str, Any], name: str
) -> NoReturn:
    """Says a fault of a template in our words."""
    file, line = _place(fault, loader, name)
    if isinstance(fault, TemplateNotFound):
        _no_template(str(fault.name or name), file, line, loader)
    if isinstance(fault, _NoFieldError):
        _no_field(fault, file, line, [*data, *environment.globals])
    if isinstance(fault, TemplateSyntaxError):
        file, line = fault.filename or name, fault.lineno
    found = _NO_SUCH.match(str(fault)) if isinstance(fault, TemplateError) else None
    if found and found[1] == "filter":
        message = N_("The template {file}, line {line}: there is no filter {name}")
        _no_name(message, file, line, found[2], environment.filters)
    if found:
        message = N_("The template {file}, line {line}: there is no test {name}")
        _no_name(message, file, line, found[2], environment.tests)
    told = fault.message if isinstance(fault, TemplateError) else str(fault)
    raise FileTrouble(
        N_("The template {file} has a fault at line {line}: {told}"),
        N_("What a template may use: docs/templates.md"),
        file=file,
        line=line,
        told=told or type(fault).__name__,
    ) from None


def _no_field(fault: _NoFieldError, file: str, line: int, names: Iterable[str]) -> NoReturn:
    owner = fault.owner
    if owner is None:
        raise FileTrouble(
            N_("The template {file}, line {line}: {name} is asked of a field that is empty"),
            N_("Ask first whether there is one: if … is not none"),
            file=file,
            line=line,
            name=fault.name,
        ) from None
    choices = names if owner is missing else owner if isinstance(owner, Mapping) else ()
    _no_name(N_("The template {file}, line {line}: there is no field {name}"), file, line, fault.name, choices)


def _no_template(wanted: str, file: str, line: int, loader: _Folders) -> NoReturn:
    if not line:
        raise FileTrouble(N_("There is no template {file}"), file=wanted) from None
    _no_name(
        N_("The template {file}, line {line}: there is no template {name}"), file, line, wanted, names(loader.folders)
    )


def _no_name(message: str, file: str, line: int, name: str, choices: Iterable[str]) -> NoReturn:
    near = nearest(name, choices)
    hint = N_("Did you mean {near}?") if near else N_("What a template may use: docs/templates.md")
    raise FileTrouble(message, hint, file=file, line=line, name=name, near=near) from None


def _place(fault: BaseException, loader: _Folders, name: str) -> tuple[str, int]:
    """The template's file and line that a fault was raised from: the innermost frame that is a template's."""
    place, line = name, 0
    trace = fault.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in loader.files:
            place, line = file, trace.tb_lineno
        trace = trace.tb_next
    return place, line
