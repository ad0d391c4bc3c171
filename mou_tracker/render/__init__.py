"""What people and machines read: tables, findings, pages; functions that return text."""
