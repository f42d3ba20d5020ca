"""mypy reads whatever the emulator imports, and leaves out only what nothing of it does."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

EMULATOR = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(r"^[ \t]*(?:from ([\w.]+) import\b|import (\w[\w., ]*))", re.MULTILINE)
_OVERRIDE = re.compile(r'^module = (\[[^\]]*\])\nfollow_imports = "(\w+)"$', re.MULTILINE)


def patterns() -> dict[str, list[str]]:
    """Patterns of modules by what mypy does with what they match."""
    found = _OVERRIDE.findall((EMULATOR / "pyproject.toml").read_text())
    return {follow: ast.literal_eval(modules) for modules, follow in found}


def imported() -> set[str]:
    """Every module that any file of the emulator names, and what could be one.

    By its lines, which ruff holds to one statement each: to parse all files takes half a second.
    """
    names: set[str] = set()
    for path in EMULATOR.rglob("*.py"):
        for from_, listed in _IMPORT.findall(path.read_text()):
            names |= {from_} if from_ else {one.split()[0] for one in listed.split(",")}
    return names


def test_every_form_of_an_import_is_one():
    for line in ("from a.b import c", "    from a.b import (", "import a.b", "import a.b as c"):
        assert [of or names.split()[0] for of, names in _IMPORT.findall(f"x = 1\n{line}\n")] == [
            "a.b"
        ]


def is_any(name: str, given: list[str]) -> bool:
    """``a.*`` is for ``a`` as well, as for mypy."""
    return any(fnmatchcase(f"{name}.", f"{pattern[:-1]}*") for pattern in given)


def left_out(names: set[str]) -> list[str]:
    """Of these modules, those that mypy does not read."""
    by_follow = patterns()
    return sorted(
        name
        for name in names
        if is_any(name, by_follow["skip"]) and not is_any(name, by_follow["normal"])
    )


def test_whatever_is_imported_is_read():
    names = imported()
    assert {"moto.core.utils", "botocore.session", "emulator.server"} <= names
    assert left_out(names) == []


@pytest.mark.parametrize("name", ["moto.ec2.models", "pydantic", "jinja2.loaders"])
def test_what_is_left_out_would_be_noticed(name):
    assert left_out({name, "moto.s3.models", "werkzeug"}) == [name]
