"""Words, dates, calendars, search keys and text direction, in Arabic and English."""
