"""One run of a command: its language, day, register and output, each made when first asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mou_tracker.cli.dates import day_from
from mou_tracker.cli.world import World
from mou_tracker.errors import UsageMistake
from mou_tracker.i18n.catalog import LANGUAGES, N_, Words, words_for

if TYPE_CHECKING:
    from mou_tracker.actions.validate import Report
    from mou_tracker.cli.moments import Asked
    from mou_tracker.diagnostics import Diagnostic
    from mou_tracker.model.register import Register
    from mou_tracker.store.cache import Cache
    from mou_tracker.store.loader import Loaded
    from mou_tracker.store.source import Source


class Session:
    """What every command works with. `lang` and `folder` are what was typed (`--lang`, `-C`), or empty."""

    def __init__(self, world: World, lang: str = "", folder: str = "") -> None:
        self.world = world
        self.as_of = ""
        self.at = ""
        self._lang = lang
        self._folder = folder

    @cached_property
    def start(self) -> Path:
        """Where the run stands: the current folder, or the one named with `-C`."""
        place = self.world.cwd / self._folder if self._folder else self.world.cwd
        if not os.path.isdir(place):
            raise UsageMistake(N_("There is no folder {folder}"), folder=str(place))
        return place

    @cached_property
    def root(self) -> Path:
        """The register's root folder."""
        from mou_tracker.store.workspace import find_root

        return find_root(self.start)

    @cached_property
    def source(self) -> Source:
        """The register's files: as they stand, or as the commit that `--at` names recorded them."""
        if self.past:
            from mou_tracker.history.snapshot import Commit

            return Commit(self.root, self.past.moment)
        from mou_tracker.store.source import WorkingTree

        return WorkingTree(self.root)

    @cached_property
    def past(self) -> Asked | None:
        """The recorded state that `--at` names, told on stderr; None when the register is asked for as it stands."""
        if not self.at:
            return None
        from mou_tracker.cli.moments import asked
        from mou_tracker.i18n.format import say_date

        found = asked(self, self.at)
        day = say_date(self.words, found.moment.day)
        self.tell(self.words(N_("As recorded on {day} (commit {commit})"), day=day, commit=found.moment.short))
        return found

    @cached_property
    def standing(self) -> Loaded:
        """The register as its files stand, whatever `--at` says."""
        from mou_tracker.store.loader import load
        from mou_tracker.store.source import WorkingTree

        return load(WorkingTree(self.root), self.cache) if self.at else self.loaded

    @cached_property
    def cache_folder(self) -> Path | None:
        """Where this register's cache lives; None when there is to be none."""
        from mou_tracker.store.cache import folder_for

        return folder_for(self.root, self.world.environ)

    @cached_property
    def cache(self) -> Cache:
        """What is kept of this register between runs."""
        from mou_tracker import __version__
        from mou_tracker.store.cache import Cache, generation

        return Cache(self.cache_folder, generation(__version__))

    @cached_property
    def loaded(self) -> Loaded:
        """The register with the verdicts on its files."""
        return self._load(texts=True)

    def _load(self, *, texts: bool) -> Loaded:
        from mou_tracker.cli.progress import reading_bar
        from mou_tracker.store.loader import load

        with reading_bar(self.world, self.words) as tick:
            return load(self.source, self._kept(), texts=texts, tick=tick)

    def _kept(self) -> Cache:
        """The cache of what is asked for: a past state has its own."""
        if not self.past:
            return self.cache
        from mou_tracker.history.kept import PastCache

        return PastCache(self.cache)

    @cached_property
    def report(self) -> Report:
        """Every finding of the register on the day."""
        from mou_tracker.actions.validate import check

        return check(self._load(texts=False), self.today)

    @cached_property
    def register(self) -> Register:
        """The register; what of it cannot be read is told on stderr, in every command."""
        for remark in self._remarks(self.loaded.unreadable()):
            self.tell(remark)
        return self.loaded.register

    def remembered(self, question: str, compute: Callable[[], str]) -> str:
        """A text about the register as it stands, made once for this day, language and screen while nothing changes.

        What cannot be read is told each time. A past state is asked for too seldom to be remembered.
        """
        if self.past:
            return compute()
        screen = f"{self.world.width} {self.world.color} {self.world.at_terminal}"
        asked = f"{question} {self.today} {self.lang} {screen}"
        text, remarks = self.loaded.cache.remember(
            self.loaded.fingerprint, asked, lambda: (compute(), self._remarks(self.loaded.unreadable()))
        )
        if "register" not in self.__dict__:
            for remark in remarks:
                self.tell(remark)
        return str(text)

    @cached_property
    def today(self) -> date:
        """The day the register is asked about: `--as-of`, else the day of `--at`, else `MOU_TODAY`, else the clock."""
        if self.as_of:
            return day_from(self.as_of, date.today())
        return self.past.day if self.past else self.clock

    @cached_property
    def clock(self) -> date:
        """Today: `MOU_TODAY`, else the clock."""
        said = self.world.environ.get("MOU_TODAY", "")
        return day_from(said, date.today()) if said else date.today()

    @cached_property
    def lang(self) -> str:
        """`ar` or `en`: `--lang`, `MOU_LANG`, the register's language, then the locale's."""
        for said in (self._lang, self.world.environ.get("MOU_LANG", "")):
            if said and said not in LANGUAGES:
                raise UsageMistake(N_("There is no language {lang}; use ar or en"), lang=said)
            if said:
                return said
        return self._lang_of_register() or ("ar" if self._locale().startswith("ar") else "en")

    def _lang_of_register(self) -> str:
        """The language `mou.toml` names, found without parsing it whole."""
        here = (self.world.cwd / self._folder).absolute()
        for folder in (here, *here.parents):
            if not os.path.isfile(folder / "mou.toml"):
                continue
            try:
                with open(folder / "mou.toml", encoding="utf-8") as file:
                    lines = file.read(65_536).splitlines()
            except (OSError, UnicodeDecodeError):
                return ""
            said = next((line for line in lines if line.startswith(("language ", "language="))), "")
            value = said.partition("=")[2].partition("#")[0].strip().strip("\"'")
            return value if value in LANGUAGES else ""
        return ""

    def _locale(self) -> str:
        environ = self.world.environ
        return environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""

    @cached_property
    def words(self) -> Words:
        """What to say."""
        return words_for(self.lang)

    def say(self, text: str) -> None:
        """Prints a whole text on stdout."""
        self.world.out.write(text if text.endswith("\n") or not text else f"{text}\n")

    def tell(self, text: str) -> None:
        """Prints a remark on stderr, so that what is piped stays what was asked for."""
        self.world.err.write(f"{text}\n")

    def _remarks(self, findings: list[Diagnostic]) -> tuple[str, ...]:
        """What is told of files that cannot be read."""
        if not findings:
            return ()
        from mou_tracker.render.findings.line import one_line

        files = len({finding.file for finding in findings})
        summary = self.words.plural(
            "{n} file could not be read and is left out; mou validate says more",
            "{n} files could not be read and are left out; mou validate says more",
            files,
        )
        return (*(one_line(finding, self.words) for finding in findings[:20]), summary)
