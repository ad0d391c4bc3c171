"""Pure questions about a register on a day: states, deadlines, progress, overviews."""
