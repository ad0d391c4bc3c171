"""Pure checks: one module per family of rules; `rules.registry` lists them all."""
