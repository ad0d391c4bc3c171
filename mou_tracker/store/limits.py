"""The bounds within which a file of the register is read."""

from __future__ import annotations

MAX_BYTES = 1_048_576
"""A larger file is refused before it is read: an agreement of two hundred commitments has a third of this."""

MAX_DEPTH = 20
"""Mappings and lists inside one another; the model itself needs eight."""
