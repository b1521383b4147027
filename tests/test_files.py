"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factgraph.builder.errors import ExportError
from factgraph.exports import files


def test_files_all_or_none_and_links_kept(tmp_path: Path) -> None:
    target, link, folder = tmp_path / "target", tmp_path / "link", tmp_path / "folder"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    folder.mkdir()
    with pytest.raises(ExportError, match="nothing was changed"):
        files.write({link: b"new", tmp_path / "link" / "below": b"x"})
    assert target.read_text() == "old"
    files.write({link: b"new"})
    assert link.is_symlink()
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("new", 0o640)
    with pytest.raises(ExportError, match="it is a folder"):
        files.check(folder)
    assert sorted(os.listdir(tmp_path)) == ["folder", "link", "target"]


def test_file_names_from_sources_are_plain_and_differ() -> None:
    sources = [
        "a.pdf",
        "x/A.PDF",
        "note.TXT",
        "../../etc/passwd",
        "https://example.org/page?x=1#y",
        "..",
        "a\x1b b\n.html",
        "né.docx",
    ]
    assert files.safe_names(sources, ".txt") == [
        "a.pdf.txt",
        "A.PDF-2.txt",
        "note.txt",
        "passwd.txt",
        "page.txt",
        "text.txt",
        "a-b-.html.txt",
        "né.docx.txt",
    ]
