"""Repositories made quickly for tests: with a real git, a name and a day for each commit, and nothing of the user's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.lively_register import laid_out
from tests.sample_register import (
    AGENCIES,
    COMMITMENT,
    OUTCOME,
    REGISTER,
    SECOND_MEETING,
    agencies_text,
    agreement_text,
    laid_over,
    meeting_text,
)

AISHA, SALIM = "عائشة", "Salim"


class Repo:
    """A repository under construction; `root` is the register's folder in it."""

    def __init__(self, top: Path, *options: str, below: str = "") -> None:
        self.top = top
        self.root = top / below if below else top
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *options)

    def git(self, *args: str, day: str = "2026-01-01", author: str = AISHA, **more: str) -> str:
        """What git prints."""
        kept = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
        moment = day if "T" in day else f"{day}T12:00:00+03:00"
        who = {"NAME": author, "EMAIL": "someone@example.org", "DATE": moment}
        named = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
        command = ["git", "-c", "protocol.file.allow=always", "-C", str(self.top), *args]
        done = subprocess.run(command, env={**kept, **named, **more}, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def put(self, files: Mapping[str, str | None]) -> Repo:
        """Writes files below the register's folder; None takes one away."""
        for name, text in files.items():
            if text is None:
                (self.root / name).unlink()
            else:
                laid_out(self.root, {name: text})
        return self

    def commit(self, message: str, day: str, files: Mapping[str, str | None] | None = None, author: str = AISHA) -> str:
        """Records the files as they stand; gives the commit's id."""
        self.put(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, day=day, author=author)
        return self.git("rev-parse", "HEAD").strip()


SAMPLE = "agreements/sample.yaml"
FIRST_STATE: Mapping[str, str] = {
    **{path: text for path, text in REGISTER.items() if path != "meetings/committee/2.yaml"},
    SAMPLE: agreement_text(laid_over(COMMITMENT, "due: 2026-06-30\nlog: null\n")),
    "meetings/committee/1.yaml": meeting_text(laid_over(OUTCOME, "log: null\n")),
}


def grown(log: str = "", due: str = "2026-06-30", more: str = "") -> str:
    """The sample agreement whose commitment has this log and due date."""
    return agreement_text(laid_over(COMMITMENT, f"due: {due}\n{log or 'log: null'}\n{more}"))


REPORT = """\
log:
  - date: 2026-05-10
    by: bh-authority
    type: activity
    text: {ar: عقد البرنامج الأول, en: The first programme was held}
    progress: in_progress
    percent: 40
    measures: {trainees: 24}
    evidence:
      - kind: training_report
        title: {ar: تقرير البرنامج, en: Report of the programme}
        url: https://example.org/report
        date: 2026-05-10
"""
DONE = """\
  - date: 2026-06-20
    by: bh-authority
    type: status_update
    text: {ar: انتهت البرامج, en: All programmes were held}
    progress: completed
"""
VERDICT = """\
assessments:
  - date: 2026-06-25
    by: committee
    verdict: largely_implemented
    rationale: {ar: بلغ معظم الأهداف, en: Most targets were reached}
"""
CLOSING = laid_over(SECOND_MEETING, "follow_up:\n  - {item: committee/1/r1, disposition: closed_implemented}\n")


def lived(top: Path, *options: str, below: str = "") -> Repo:
    """A register with a life: begun in January, reported on, postponed, a meeting, a new holder, completed, judged."""
    repo = Repo(top, *options, below=below)
    repo.commit("Begin the register", "2026-01-10", FIRST_STATE)
    repo.commit("The authority reports on training", "2026-05-12", {SAMPLE: grown(REPORT)}, SALIM)
    repo.commit("Training may take longer", "2026-05-20", {SAMPLE: grown(REPORT, "2026-12-31")})
    repo.commit("The second meeting", "2026-06-02", {"meetings/committee/2.yaml": CLOSING})
    agencies = AGENCIES.replace("        - name: {ar: ناصر, en: Nasser}\n          from: 2024-01-01\n", _NEW_HOLDER)
    repo.commit("A new secretary", "2026-06-05", {"agencies.yaml": agencies_text(agencies)}, SALIM)
    repo.commit("Training is done", "2026-06-21", {SAMPLE: grown(REPORT + DONE, "2026-12-31")}, SALIM)
    repo.commit("The committee's verdict", "2026-06-26", {SAMPLE: grown(REPORT + DONE, "2026-12-31", VERDICT)})
    return repo


_NEW_HOLDER = """\
        - name: {ar: ناصر, en: Nasser}
          from: 2024-01-01
          to: 2026-05-31
        - name: {ar: مريم, en: Maryam}
          from: 2026-06-01
"""
