"""What GitHub and GitLab expect of a check that runs in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mou_tracker.cli.output import deliver
from mou_tracker.cli.session import Session
from mou_tracker.i18n.catalog import N_

if TYPE_CHECKING:
    from mou_tracker.render.findings.shape import Findings

GITLAB_REPORT = "gl-code-quality-report.json"


def default_format(environ: Mapping[str, str], outputs: Sequence[str] | None) -> str:
    """The format when none is asked for: annotations in GitHub's log, text elsewhere."""
    return "github" if environ.get("GITHUB_ACTIONS") == "true" and not outputs else "text"


def write_for_ci(session: Session, report: Findings) -> None:
    """GitHub's step summary, and in GitLab the code quality report where its jobs look for artifacts."""
    environ = session.world.environ
    if environ.get("GITHUB_ACTIONS") == "true" and environ.get("GITHUB_STEP_SUMMARY"):
        from mou_tracker.render.findings.github import summary_markdown
        from mou_tracker.store.outputs import append_output

        append_output(Path(environ["GITHUB_STEP_SUMMARY"]), summary_markdown(report, session.words).encode("utf-8"))
    if environ.get("GITLAB_CI"):
        from mou_tracker.render.findings import gitlab
        from mou_tracker.render.findings.shape import Options

        target = str(Path(environ.get("CI_PROJECT_DIR", ""), GITLAB_REPORT))
        deliver(session, target, gitlab.render(report, session.words, Options()))
        session.tell(session.words(N_("Code quality report: {file}"), file=target))


def prefix_of(root: Path) -> str:
    """The register's folder from the repository's top, `""` when they are the same: CI names files from there."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            relative = root.relative_to(folder).as_posix()
            return "" if relative == "." else relative
    return ""
