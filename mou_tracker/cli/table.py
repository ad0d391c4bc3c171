"""The table of commands, in the order of the work."""

from __future__ import annotations

from typing import NamedTuple

from mou_tracker.i18n.catalog import N_


class Entry(NamedTuple):
    """One command: its name, the module under `commands/`, the group on the front page, and one line about it."""

    name: str
    module: str
    group: str
    summary: str


_BEGIN, _SEE, _CHECK, _LOOK_UP = N_("Begin"), N_("See where things stand"), N_("Check"), N_("Look up")

_RECORD = N_("Record what happens")

COMMANDS = (
    Entry("init", "init", _BEGIN, N_("Make a new register here, with examples to fill in")),
    Entry("demo", "demo", _BEGIN, N_("Copy the example register out and show what can be done with it")),
    Entry("status", "status", _SEE, N_("The dashboard: what stands, what is late, what runs out")),
    Entry("due", "due", _SEE, N_("What is due, overdue or must be decided in the coming days")),
    Entry("list", "list_", _SEE, N_("List agreements, commitments, meetings or agencies")),
    Entry("show", "show", _SEE, N_("Everything about one record")),
    Entry("search", "search", _SEE, N_("Find words in the whole register, however they are spelt")),
    Entry("brief", "brief", _SEE, N_("Write the brief for a meeting or about an agreement")),
    Entry("history", "history", _SEE, N_("The life of one record: who recorded what, and when")),
    Entry("diff", "diff", _SEE, N_("What changed since a day, a meeting or a version")),
    Entry("progress", "progress", _RECORD, N_("Report what was done about a commitment, with its proof")),
    Entry("assess", "assess", _RECORD, N_("Record the verdict of those who follow up")),
    Entry("reschedule", "reschedule", _RECORD, N_("Move a due date, with its reason; the first one is kept")),
    Entry("event", "event", _RECORD, N_("Record what happened to an agreement: renewed, suspended, terminated")),
    Entry("post", "post", _RECORD, N_("Record who holds a post, and from when")),
    Entry("set", "set_", _RECORD, N_("Set one field of a record")),
    Entry("new", "new", _RECORD, N_("Make a new agreement, commitment, agency, post or meeting")),
    Entry("undo", "undo", _RECORD, N_("Take back what was recorded last, as a change of its own")),
    Entry("validate", "validate", _CHECK, N_("Check every file and say what is wrong, where, and what to do")),
    Entry("fmt", "fmt", _CHECK, N_("Put files into their canonical form; nothing is lost")),
    Entry("rules", "rules", _LOOK_UP, N_("List the rules that validate checks")),
    Entry("explain", "explain", _LOOK_UP, N_("Explain a rule, or why a record has a value")),
    Entry("schema", "schema", _LOOK_UP, N_("Print the JSON Schema of a kind of file")),
)

ANY = frozenset({"agreement", "commitment", "meeting", "outcome", "agency", "post"})

KINDS: dict[tuple[str, str], frozenset[str]] = {
    ("show", ""): ANY,
    ("explain", ""): ANY,
    ("history", ""): ANY,
    ("brief", ""): frozenset({"agreement", "meeting", "agency"}),
    **dict.fromkeys([("progress", ""), ("assess", ""), ("reschedule", "")], frozenset({"commitment", "outcome"})),
    ("event", ""): frozenset({"agreement"}),
    ("post", ""): frozenset({"post"}),
    ("set", ""): ANY,
    ("", "--by"): frozenset({"agency", "post"}),
    ("", "--owner"): frozenset({"agency", "post"}),
    ("", "--meeting"): frozenset({"meeting"}),
    ("", "--agreement"): frozenset({"agreement"}),
    ("", "--agency"): frozenset({"agency"}),
    ("", "--thread"): frozenset({"thread"}),
}
"""Of which kinds the ids are that may stand as a command's argument, or as an option's value."""

CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("", "--lang"): ("ar", "en"),
    ("", "--digits"): ("latn", "arab"),
    ("", "--audience"): ("internal", "parties", "public"),
    ("validate", "--format"): ("text", "json", "sarif", "junit", "github", "gitlab"),
    ("validate", "--fail-on"): ("error", "warning", "never"),
    ("diff", "--format"): ("text", "md", "json"),
    ("brief", "--format"): ("md", "html"),
    ("progress", "--type"): (
        *("status_update", "activity", "milestone", "obstacle"),
        *("no_activity", "report", "correction"),
    ),
    ("progress", "--progress"): (
        *("not_started", "in_preparation", "in_progress", "ongoing"),
        *("completed", "on_hold", "cancelled", "superseded"),
    ),
    ("assess", "--verdict"): (
        *("not_assessed", "no_evidence", "not_implemented", "partially_implemented"),
        *("largely_implemented", "implemented", "regressed", "contrary"),
    ),
    ("assess", "--confidence"): ("low", "medium", "high"),
    ("reschedule", "--decision"): ("approved", "rejected", "pending"),
    ("new", ""): ("agreement", "commitment", "agency", "post", "meeting"),
    ("list", ""): ("agreements", "commitments", "meetings", "agencies"),
    ("schema", ""): ("agreement", "meeting", "agencies", "settings"),
}
"""Words of which one stands there."""
