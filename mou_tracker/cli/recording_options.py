"""Options that the commands which record have in common."""

from __future__ import annotations

from typing import Annotated

import typer

from mou_tracker.i18n.catalog import N_

_DATE = N_("The day it happened: 2026-06-30, today, yesterday (default: that of the meeting, or today)")
_WORDS = N_("More words for the history, below the sentence that is written by itself")

DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change, and write nothing"))]
NoCommit = Annotated[bool, typer.Option("--no-commit", help=N_("Change the files, and leave recording it to me"))]
Words = Annotated[str, typer.Option("-m", "--message", metavar="WORDS", help=_WORDS)]
NoInput = Annotated[bool, typer.Option("--no-input", help=N_("Never ask; what is missing is an error"))]
On = Annotated[str, typer.Option("--date", metavar="DATE", help=_DATE)]
By = Annotated[str, typer.Option("--by", metavar="REF", help=N_("The agency or post that says so"))]
AtMeeting = Annotated[str, typer.Option("--meeting", metavar="ID", help=N_("The meeting at which it was said"))]
Item = Annotated[str, typer.Argument(metavar="REF", help=N_("A commitment, or an outcome of a meeting"))]
Text = Annotated[str, typer.Option("--text", metavar="TEXT", help=N_("What happened, in the register's language"))]
TextAr = Annotated[str, typer.Option("--text-ar", metavar="TEXT", help=N_("The same in Arabic"))]
TextEn = Annotated[str, typer.Option("--text-en", metavar="TEXT", help=N_("The same in English"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why, in the register's language"))]
ReasonAr = Annotated[str, typer.Option("--reason-ar", metavar="TEXT", help=N_("The reason in Arabic"))]
ReasonEn = Annotated[str, typer.Option("--reason-en", metavar="TEXT", help=N_("The reason in English"))]

_TYPE = N_("status_update, activity, milestone, obstacle, no_activity, report or correction")
_PROGRESS = N_("not_started, in_preparation, in_progress, ongoing, completed, on_hold, cancelled or superseded")
_EVIDENCE = N_("A file, which is copied into the register, or an address; may be repeated")
_TITLE = N_("Its title, name or text, in the register's language")
_KIND = N_("What kind of agreement, agency or meeting")
Many = list[str] | None

Progress = Annotated[str, typer.Option("--progress", metavar="WORD", help=_PROGRESS)]
Percent = Annotated[int | None, typer.Option("--percent", metavar="N", help=N_("The share done, 0 to 100"))]
Measure = Annotated[Many, typer.Option("--measure", metavar="ID=N", help=N_("An indicator's value"))]
Evidence = Annotated[Many, typer.Option("--evidence", metavar="FILE|URL", help=_EVIDENCE)]
EvidenceKind = Annotated[str, typer.Option("--evidence-kind", metavar="WORD", help=N_("What the evidence is"))]
EvidenceTitle = Annotated[str, typer.Option("--evidence-title", metavar="TEXT", help=N_("What the evidence is called"))]
ReportType = Annotated[str, typer.Option("--type", metavar="WORD", help=_TYPE)]
Corrects = Annotated[str, typer.Option("--corrects", metavar="DATE", help=N_("The report that is corrected"))]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help=_TITLE)]
TitleAr = Annotated[str, typer.Option("--title-ar", metavar="TEXT", help=N_("The same in Arabic"))]
TitleEn = Annotated[str, typer.Option("--title-en", metavar="TEXT", help=N_("The same in English"))]
RecordKind = Annotated[str, typer.Option("--kind", metavar="WORD", help=_KIND)]
Party = Annotated[Many, typer.Option("--party", metavar="AGENCY=SIDE", help=N_("A party; may be repeated"))]
Class = Annotated[str, typer.Option("--class", metavar="WORD", help=N_("Class of a commitment: undertaking …"))]
Nature = Annotated[str, typer.Option("--nature", metavar="WORD", help=N_("one_off, recurring or continuing"))]
Owner = Annotated[Many, typer.Option("--owner", metavar="REF", help=N_("Who must act; may be repeated"))]
Role = Annotated[str, typer.Option("--role", metavar="WORD", help=N_("Role of a post, such as focal_point"))]
Status = Annotated[str, typer.Option("--status", metavar="WORD", help=N_("Of a meeting: planned or held …"))]
Ordinal = Annotated[int, typer.Option("--ordinal", metavar="N", help=N_("Number of a meeting"))]
Country = Annotated[str, typer.Option("--country", metavar="XX", help=N_("Two letters, such as BH"))]
Folder = Annotated[str, typer.Option("--in", metavar="DIR", help=N_("The folder below agreements/"))]
Draft = Annotated[str, typer.Option("--from", metavar="FILE|-", help=N_("A draft in YAML or JSON"))]
