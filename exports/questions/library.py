"""The questions that come with the package, each a .rq file: a comment header, then SPARQL 1.1 with its prefixes.

A header has lines `# key: value`; a line that begins with `#` and three spaces goes on with the one before.

    # order: 1
    # title: Who is a member of what
    # description: Members of organizations.
    # parameter: country (entity, required): the member

Kinds of parameters are those of `parameters.KINDS`. A question's variables that begin with "statement" or "sentence"
hold the nodes that a row rests on; `xLabel` is the label of what `x` holds. A parameter is the variable of its name,
which gets its values at the top of the outermost WHERE: the query must bind it in every row, or test it in a filter of
that group as `!BOUND(?x) || ?x = ?y`, and may not name it in that group's BIND.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from ...builder.errors import GraphError

_LINE = re.compile(r"# (?P<key>order|title|description|parameter|page): (?P<value>\S.*)")
_PARAMETER = re.compile(r"(?P<name>[a-z]\w*) \((?P<kind>[a-z]+)(?P<required>, required)?\): (?P<description>\S.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be narrowed by."""

    name: str  #: also the variable that it binds
    kind: str  #: one of `parameters.KINDS`
    description: str
    required: bool  #: False: without a value it stands for all


@dataclass(frozen=True, slots=True)
class Question:
    """A named question."""

    name: str  #: as in `factgraph query GRAPH @name`
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    query: str  #: SPARQL 1.1 that stands alone, without the header
    page: bool  #: whether it is one for the picture
    order: int


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order in which to show them."""
    found = [
        parse(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in files(__name__.rpartition(".")[0]).iterdir()
        if file.name.endswith(".rq")
    ]
    return tuple(sorted(found, key=lambda each: (each.order, each.name)))


def question(name: str) -> Question:
    """The question of that name. Raises GraphError, with the names that come near or all, where there is none."""
    named = {each.name: each for each in questions()}
    if name in named:
        return named[name]
    close = get_close_matches(name.lower(), named, 3, 0.6)
    hint = f"did you mean {' or '.join(close)}?" if close else f"there are: {', '.join(named)}"
    raise GraphError(f"no question is called {name!r}; {hint}")


def parse(name: str, text: str) -> Question:
    """Read the text of a .rq file. Raises GraphError where its header is not one."""
    header: list[tuple[str, str]] = []
    lines = text.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    for number, line in enumerate(lines[:count], 1):
        match = _LINE.fullmatch(line)
        if match:
            header.append((match["key"], match["value"]))
        elif header and line.startswith("#   "):
            header[-1] = (header[-1][0], f"{header[-1][1]} {line[4:]}")
        else:
            raise GraphError(f"question {name}, line {number}: {line!r} is no line of a header; write # key: value")
    single = dict(header)
    missing = [key for key in ("order", "title", "description") if key not in single]
    if missing:
        raise GraphError(f"question {name}: the header has no {missing[0]}; add # {missing[0]}: ...")
    return Question(
        name=name,
        title=single["title"],
        description=single["description"],
        parameters=tuple(_parameter(name, value) for key, value in header if key == "parameter"),
        query="\n".join(lines[count:]).strip() + "\n",
        page=single.get("page", "yes") == "yes",
        order=int(single["order"]),
    )


def _parameter(question: str, value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if not match:
        raise GraphError(f"question {question}: {value!r} is no parameter; write name (kind): description")
    return Parameter(match["name"], match["kind"], match["description"], bool(match["required"]))
