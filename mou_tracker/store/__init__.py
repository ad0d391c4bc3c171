"""Reads and writes the register's files."""
