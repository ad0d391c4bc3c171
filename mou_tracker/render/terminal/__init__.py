"""What people read on a screen: the dashboard, lists, records."""
