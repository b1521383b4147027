"""The page's scripts, written as modules for a linter and a reader, packed into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...builder.errors import ExportError

_IMPORT = re.compile(r'import \{ ([A-Za-z][\w$]*(?:, [A-Za-z][\w$]*)*) \} from "\./([a-z-]+\.js)";')
_TOP = re.compile(r"(?:export )?(?:async )?(?:const|let|var|function\*?|class) ([A-Za-z_$][\w$]*)")
_EXPORT = re.compile(r"export (?=(?:const|class|(?:async )?function\*?) [A-Za-z_$])")


def pack(modules: Mapping[str, str], last: str = "main.js") -> str:
    """One strict script of `modules`, by file name, with what each imports before it; `last` is what starts the page.

    All share one scope. Raises ExportError for an import or export of any form but `import { a, b } from "./x.js";` and
    `export` of a const, function or class, for an import of what is not exported, and for a name given twice.
    """
    exported = {name: _exported(name, text) for name, text in modules.items()}
    _check_names(modules)
    bodies, needs = {}, {}
    for name, text in modules.items():
        bodies[name], needs[name] = _body(name, text, exported)
    ordered = _ordered(needs, last)
    body = "\n".join(bodies[name] for name in ordered)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _exported(name: str, text: str) -> set[str]:
    found = set()
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\s*export\b", line):
            declared = _TOP.match(line)
            if not _EXPORT.match(line) or declared is None:
                raise ExportError(f"{name}, line {number}: export a const, function or class, one on its line")
            found.add(declared[1])
    return found


def _check_names(modules: Mapping[str, str]) -> None:
    home: dict[str, str] = {}
    for name, text in modules.items():
        for line in text.splitlines():
            if (declared := _TOP.match(line)) is None:
                continue
            if (other := home.setdefault(declared[1], name)) != name:
                raise ExportError(f"{name}: {declared[1]} is a name of {other} too; all scripts share one scope")


def _body(name: str, text: str, exported: Mapping[str, set[str]]) -> tuple[str, list[str]]:
    """The script without its imports and exports, and the modules that it imports."""
    lines, needs = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not re.match(r"\s*import\b(?!\s*\()", line):
            lines.append(_EXPORT.sub("", line, count=1))
            continue
        found = _IMPORT.fullmatch(line.rstrip())
        if found is None:
            raise ExportError(f'{name}, line {number}: write it as import {{ a, b }} from "./x.js"; on one line')
        lacking = set(found[1].split(", ")) - exported.get(found[2], set())
        if lacking:
            raise ExportError(f"{name}, line {number}: {found[2]} exports no {', '.join(sorted(lacking))}")
        needs.append(found[2])
    return "\n".join(lines), needs


def _ordered(needs: Mapping[str, Iterable[str]], last: str) -> list[str]:
    """The modules, each after those it imports as far as they do not import each other; alphabetical otherwise."""
    done: dict[str, None] = {}
    begun: set[str] = set()

    def visit(name: str) -> None:
        if name in begun:
            return
        begun.add(name)
        for each in sorted(needs[name]):
            visit(each)
        done[name] = None

    for name in sorted(needs, key=lambda name: (name == last, name)):
        visit(name)
    return list(done)
