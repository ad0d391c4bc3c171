"""What the program does: use cases, callable without the command line."""
