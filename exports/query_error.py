"""Why a SPARQL query is not one, said in one line with the place."""

from __future__ import annotations

import re
from difflib import get_close_matches

from .terms import prefixes, visible

#: Enough of SPARQL 1.1's grammar (section 19.8) to tell words from what strings, IRIs and comments hold.
TOKEN = re.compile(
    r"""
    (?P<skip> \"{3}(?:\\.|(?!\"{3}).)*\"{3} | '{3}(?:\\.|(?!'{3}).)*'{3}   # long strings
      | \"(?:\\.|[^\"\\\r\n])*\" | '(?:\\.|[^'\\\r\n])*'                   # strings
      | <[^<>\"{}|^`\s]*>                                                  # IRIs
      | \#[^\r\n]*                                                         # comments
      | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* )                           # variables and language tags
    | (?P<prefix> [\w.-]*: ) (?P<local> (?:[\w:-]|\.(?=[\w:%\\.-])|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<word> [A-Za-z_]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = (
    *("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "DISTINCT", "REDUCED", "FROM", "NAMED", "WHERE"),
    *("FILTER", "OPTIONAL", "UNION", "MINUS", "GRAPH", "BIND", "VALUES", "GROUP", "BY", "HAVING", "ORDER", "DESC"),
    *("LIMIT", "OFFSET", "EXISTS", "NOT", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "REGEX", "CONTAINS", "BOUND"),
)
_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def place(query: str, offset: int) -> str:
    """An offset into a query as ", line 1, column 7"."""
    line = query.count("\n", 0, offset) + 1
    return f", line {line}, column {offset - query.rfind(chr(10), 0, offset)}"


def _offset(query: str, line: int, column: int) -> int:
    lines = query.split("\n")
    return sum(len(text) + 1 for text in lines[: line - 1]) + column - 1


def explain_error(message: str, query: str, base: str) -> str:
    """What is wrong with a query, as one line: the place, what stands there, and what Oxigraph had expected there."""
    found = _AT.match(message)
    if not found:
        return "query: " + " ".join(message.split())
    at, rest = _offset(query, int(found[1]), int(found[2])), " ".join(found[3].split())
    if "Prefix not found" in rest:
        unknown = _unknown_prefix(query, at, base)
        if unknown:
            known = " ".join(f"{p}:" for p in prefixes(base))
            name = unknown["prefix"]
            return f"query{place(query, unknown.start())}: unknown prefix {name!r}; declare it, or use one of {known}"
    wrong = _wrong_token(query)
    if wrong is None:
        reasons = [r for r in rest.removeprefix("expected ").removeprefix("one of ").split(", ") if r != "[_]"]
        return f"query{place(query, at)}: {', '.join(reasons) or 'is not SPARQL'}"
    here = " ".join(query[wrong : wrong + 20].split())
    seen = f"found {visible(here)!r}" if here else "the query ends too soon"
    return f"query{place(query, wrong)}: {seen}{_hint(rest, at, query, wrong)}"


def _wrong_token(query: str) -> int | None:
    """Where rdflib's parser stops, which names the token at fault where Oxigraph's names the last one it tried."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(query)
    except ParseException as error:
        return _offset(query, error.lineno, error.column)
    except Exception:  # it has its own opinion on prefixes and aggregates, which does not matter here
        return None
    return None


def _hint(rest: str, at: int, query: str, wrong: int) -> str:
    """The keyword that the word at `wrong` is close to, or the signs that Oxigraph would take there."""
    word = re.match(r"[A-Za-z]+", query[wrong:])
    close = get_close_matches(word[0].upper(), _KEYWORDS, 1, 0.75) if word else []
    if word and close and close[0] != word[0].upper():
        return f"; did you mean {close[0]}?"
    signs = re.findall(r'"([^"\\])"', rest) if at == wrong else []
    return f"; expected {' or '.join(map(repr, signs))}" if signs else ""


def _unknown_prefix(query: str, before: int, base: str) -> re.Match[str] | None:
    known = {f"{p}:" for p in prefixes(base)}
    last = None
    previous = ""
    for match in TOKEN.finditer(query):
        if match.start() >= before:
            break
        if match["prefix"]:
            if previous == "PREFIX":
                known.add(match["prefix"])
            elif match["prefix"] not in known and match["prefix"] != "_:":
                last = match
        previous = (match["word"] or "").upper()
    return last
