"""What a reading depends on besides its text: the package's own code and data, the language model, the libraries."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_LIBRARIES = ("numpy", "onnxruntime", "spacy", "tokenizers", "lxml", "pypdf", "cryptography", "charset-normalizer")
_PARTS = (".py", ".ttl", ".json", ".csv", ".onnx", ".js", ".css", ".html")


@cache
def fingerprint(model: str | None = None, *more: str) -> str:
    """A hash that is another whenever a text might be read otherwise.

    `model` is an installed spaCy pipeline; `more` are packages that count, too.
    """
    out = hashlib.sha256()
    for package in ("factgraph.builder", "factgraph.ontology", *more):
        out.update(_package(package))
    for library in _LIBRARIES:
        out.update(f"{library}\0{_version(library)}\0".encode())
    if model:
        out.update(f"{model}\0{_pipeline(model)}\0".encode("utf-8", "surrogatepass"))
    return out.hexdigest()


@cache
def _package(name: str) -> bytes:
    """A hash of a package's code and data."""
    out = hashlib.sha256()
    for path, data in _contents(files(name), name):
        out.update(f"{path}\0{len(data)}\0".encode())
        out.update(data)
    return out.digest()


def _contents(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    """Code and data of a package, by name."""
    found: list[tuple[str, bytes]] = []
    for each in sorted(folder.iterdir(), key=lambda e: e.name):
        path = f"{name}/{each.name}"
        if each.is_dir():
            found += [] if each.name in ("__pycache__", "training") else _contents(each, path)
        elif each.name.endswith(_PARTS):
            found.append((path, each.read_bytes()))
    return found


def _pipeline(model: str) -> str:
    folder = Path(model)
    if not folder.is_dir():
        return _version(model)
    parts = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in parts)).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
