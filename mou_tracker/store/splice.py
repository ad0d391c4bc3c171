"""One stretch of a text and what comes into its place."""

from __future__ import annotations

from typing import NamedTuple


class Splice(NamedTuple):
    """The characters from `start` up to `end`, and the text in their place."""

    start: int
    end: int
    text: str

    def into(self, text: str) -> str:
        """The text with the stretch replaced."""
        return text[: self.start] + self.text + text[self.end :]
