"""What you type, what you see, the exit code."""
