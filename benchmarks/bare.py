"""A Typer application that does nothing: what any command of that library costs.

python benchmarks/bare.py hello
"""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def hello(name: str = typer.Option("", "--name", help="Whom")) -> None:
    """Says hello."""
    typer.echo(f"Hello {name}")


@app.command()
def bye() -> None:
    """Says good-bye."""
    typer.echo("Good-bye")


if __name__ == "__main__":
    app()
