"""The page itself: pyvis carries the drawing, our own template, scripts and style are packed in with it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ...builder.errors import ExportError
from ..terms import Graphlike
from .answers import page_questions
from .communities import Community, communities
from .data import page_data
from .layout import Disk, in_disks, positions
from .model import Model, read
from .network import boxes, in_communities, whole
from .packing import pack
from .triples import graph_triples, plain_text

MAX_NODES = 300  #: entities that are drawn at once; of more, communities are drawn first


def page(
    graph: Graphlike,
    texts: Mapping[str, str],
    title: str | None = None,
    *,
    max_nodes: int = MAX_NODES,
    with_source: bool = True,
    untitled: str = "Graph",
) -> str:
    """Draw `graph` as one self-contained HTML document.

    `texts` maps document IRI -> text as read; a document it lacks is shown by its sentences. `title` heads the page and
    is the first document's title where None, or `untitled` where there is no document. Write the result as UTF-8. It
    asks nothing of the network and runs no script but its own. Raises GraphError or ExportError where graph and texts
    do not hold together.
    """
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup

    triples = graph_triples(graph)
    model = read(triples, texts)
    title = plain_text(title if title is not None else _title(model, untitled))
    questions = page_questions(triples, model)
    del triples
    sizes = boxes(model)
    groups: list[tuple[str, tuple[int, ...]]] = []
    disks: list[Disk] = []
    if len(model.entities) <= max_nodes:
        places = positions(model.links, sizes)
        network = whole(model, places)
    else:
        groups = [(group.label, group.members) for group in _communities(model)]
        places, disks = in_disks(model.links, sizes, [members for _, members in groups])
        network = in_communities(model, groups, disks)
    data = page_data(
        model, places, groups, disks, title=title, first=max_nodes, questions=questions, with_source=with_source
    )
    library, viewer, style = _library(), _viewer(), _style()
    network.templateEnv = Environment(loader=DictLoader({"template.html": _web("template.html")}), autoescape=True)
    network.templateEnv.globals.update(
        title=title,
        policy=_policy((library, viewer), style),
        data=Markup(_json(data)),
        as_json=lambda value: Markup(_json(value)),
        library=Markup(library),
        viewer=Markup(viewer),
        style=Markup(style),
    )
    return str(network.generate_html())


def _communities(model: Model) -> tuple[Community, ...]:
    labels = [entity.label for entity in model.entities]
    kinds = [model.classes[entity.types[0]].label if entity.types else "" for entity in model.entities]
    return communities(labels, model.links, kinds)


def _title(model: Model, untitled: str) -> str:
    documents = model.source.documents
    if not documents:
        return untitled
    return documents[0].title + (f" and {len(documents) - 1} more" if len(documents) > 1 else "")


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """The content security policy: nothing may load, and only these scripts and this style may act."""
    allowed = " ".join(_hash(script) for script in scripts)
    rest = "img-src data: blob:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; {rest}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _json(value: Any) -> str:
    """JSON that is safe inside a script element: ASCII only, so that U+2028 and lone surrogates are escaped as well."""
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return str(value).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _library() -> str:
    """The vis-network script that pyvis ships, the newest if it ships several."""
    import pyvis

    found = Path(pyvis.__file__).parent.glob("templates/lib/vis-*/vis-network.min.js")
    newest = max(found, key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)], default=None)
    if newest is None:
        raise ExportError("pyvis lacks its vis-network script; install it again: pip install --force-reinstall pyvis")
    return _inline(newest.read_text(encoding="utf-8"))


@cache
def _viewer() -> str:
    scripts = (each for each in files(__package__).joinpath("web").iterdir() if each.name.endswith(".js"))
    return _inline(pack({each.name: each.read_text(encoding="utf-8") for each in scripts}))


@cache
def _style() -> str:
    sheets = (each for each in files(__package__).joinpath("web").iterdir() if each.name.endswith(".css"))
    return "\n".join(_web(name) for name in sorted(each.name for each in sheets))


def _inline(script: str) -> str:
    """A script as it must stand in a page: a browser reads CR LF as LF before it hashes."""
    return script.replace("\r\n", "\n").replace("\r", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _web(name: str) -> str:
    return files(__package__).joinpath("web", name).read_text(encoding="utf-8")
