"""Git: the register as it was recorded, and the record of changes."""
