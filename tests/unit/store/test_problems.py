"""Words of our own for what parsers stumble over."""

from __future__ import annotations

from mou_tracker.diagnostics import Span
from mou_tracker.store.problems import PROBLEMS, explain


class Mark:
    def __init__(self, index: int) -> None:
        self.index = index


class StumbleError(Exception):
    def __init__(self, context: str, problem: str, began: int | None, at: int) -> None:
        super().__init__(problem)
        self.context, self.problem = context, problem
        self.context_mark = None if began is None else Mark(began)
        self.problem_mark = Mark(at)


def test_an_unknown_sentence_is_other_and_keeps_its_place() -> None:
    finding = explain(StumbleError("while dreaming", "sheep", None, 3), "a: ?\n", "f")
    assert (finding.code, finding.params, finding.span) == ("MOU005", {"problem": "other"}, Span(1, 4, 1, 5))


def test_a_quote_is_shown_where_it_opens() -> None:
    finding = explain(
        StumbleError("while scanning a quoted scalar", "found unexpected end of stream", 3, 7), 'a: "b\nc', "f"
    )
    assert (finding.params, finding.span) == ({"problem": "unclosed_quote"}, Span(1, 4, 1, 5))


def test_the_open_bracket_is_found_from_the_end() -> None:
    finding = explain(
        StumbleError("while parsing a flow node", "did not find expected node content", 10, 10), "a: [[b],\n\n", "f"
    )
    assert (finding.params, finding.span) == ({"problem": "unclosed_bracket"}, Span(1, 4, 1, 5))


def test_a_place_at_the_end_of_a_line_is_empty() -> None:
    finding = explain(StumbleError("", "mapping keys are not allowed here", None, 1), "a\nb", "f")
    assert finding.span == Span(1, 2, 1, 2)


def test_refused_features_have_codes_of_their_own() -> None:
    for context, code in (
        ("scanning an alias", "MOU008"),
        ("scanning a tag", "MOU007"),
        ("scanning a directive", "MOU009"),
    ):
        assert explain(StumbleError(f"while {context}", "did not find it", None, 0), "*", "f").code == code


def test_a_code_point_that_does_not_exist_has_a_place() -> None:
    finding = explain(ValueError("chr() arg not in range"), 'a: "\\U00110000"\n', "f")
    assert (finding.code, finding.params, finding.span) == ("MOU005", {"problem": "bad_escape"}, Span(1, 5, 1, 15))


def test_every_problem_has_a_meaning() -> None:
    assert all(name.replace("_", "").isalpha() and meaning for name, meaning in PROBLEMS.items())
