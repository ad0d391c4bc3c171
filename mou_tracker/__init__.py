"""A register of memoranda and their commitments, kept as versioned YAML."""

__version__ = "0.1.0"
