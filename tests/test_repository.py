"""The repository's own rules: what is packaged, who may import whom, how long a module may be, what is public."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import factgraph

ROOT = Path(__file__).parent.parent
FOLDERS = ("ontology", "builder", "exports", "factgraph")
LONGEST = 400  #: lines of a module
NAMESPACE = "https://w3id.org/" + "factgraph"
PUBLIC = [
    "Document",
    "Evidence",
    "FactgraphError",
    "Graph",
    "Measurement",
    "Mention",
    "Options",
    "Picture",
    "Pipeline",
    "Source",
    "Statement",
    "Thing",
    "__version__",
    "build",
    "load",
    "merge",
    "read",
    "read_text",
    "stream",
]


def modules() -> dict[str, Path]:
    """Every module of the package by its import name."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if parts[0] == "factgraph" and parts[1] in FOLDERS:
                continue  # the links
            name = ".".join(parts if parts[0] == "factgraph" else ("factgraph", *parts))
            found[name.removesuffix(".__init__")] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """Absolute names of the modules and names that a module imports, wherever in it."""
    path = MODULES[name]
    home = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = home[: len(home) - node.level + 1] if node.level else []
            base = ".".join([*start, *(node.module or "").split(".")]).strip(".")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def test_public_names_are_these_and_load() -> None:
    assert factgraph.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(factgraph))
    for name in PUBLIC:
        assert getattr(factgraph, name) is not None
    assert factgraph.__version__ == importlib.metadata.version("factgraph")
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        getattr(factgraph, "nonsense")  # noqa: B009


def test_importing_factgraph_loads_nothing_else() -> None:
    program = "import sys; before = set(sys.modules); import factgraph; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded - {"factgraph"} <= sys.stdlib_module_names
    assert {name for name in done.stdout.split() if name.startswith("factgraph")} == {"factgraph"}


def test_imports_go_one_way() -> None:
    layers = {
        "ontology": ("factgraph.ontology.", "factgraph.builder.errors."),
        "builder": ("factgraph.ontology.", "factgraph.builder."),
        "exports": ("factgraph.ontology.", "factgraph.builder.", "factgraph.exports."),
    }
    wrong = []
    for name in MODULES:
        layer = name.split(".")[1] if "." in name else ""
        if layer in layers:
            own = [each for each in imports(name) if each.startswith("factgraph.")]
            wrong += [f"{name} imports {each}" for each in own if not f"{each}.".startswith(layers[layer])]
    assert not wrong


def test_inside_the_package_imports_are_relative() -> None:
    wrong = []
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level:
                first = (node.module or "").partition(".")[0]
                wrong += [f"{name}:{node.lineno}"] if first in FOLDERS else []
    assert not wrong


def test_namespace_is_spelled_in_one_module() -> None:
    named = [
        name
        for name, path in MODULES.items()
        if not name.startswith("factgraph.ontology") and NAMESPACE in path.read_text(encoding="utf-8")
    ]
    assert named == ["factgraph.builder.iris"]


def test_modules_are_short() -> None:
    lengths = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length >= LONGEST} == {}


# What is installed


def closure(requirements: list[str]) -> set[str]:
    """Normalized names of all distributions that requirements lead to here."""
    found: set[str] = set()
    waiting = [(Requirement(text), "") for text in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        for wanted in ("", *sorted(requirement.extras)):
            if f"{name}[{wanted}]" not in found:
                found.add(f"{name}[{wanted}]")
                waiting += [(Requirement(text), wanted) for text in importlib.metadata.requires(name) or []]
    return {each.partition("[")[0] for each in found}


def project() -> tuple[list[str], list[str]]:
    """Requirements to run, and to develop."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table["dependencies"], table["optional-dependencies"]["dev"]


def test_constraints_pin_all_that_is_installed_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {}
    for line in lines:
        if not line.startswith("#"):
            assert re.fullmatch(r"[a-z0-9._-]+==[0-9][a-z0-9.]*", line), line
            name, _, version = line.partition("==")
            pins[canonicalize_name(name)] = version
    run, dev = project()
    needed = closure([*run, *dev])
    assert needed - pins.keys() == set()
    assert pins.keys() - needed <= {"pip"}  # with which the rest is installed


def test_what_is_imported_is_required() -> None:
    run, _ = project()
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    required = {canonicalize_name(Requirement(text).name) for text in (*run, *extra["cluster"])}
    owners = importlib.metadata.packages_distributions()
    tools = ("factgraph.builder.language.training.", "factgraph.ontology.gazetteer.generate")
    for name in MODULES:
        if name.startswith(tools):
            continue
        for first in {each.partition(".")[0] for each in imports(name)} - sys.stdlib_module_names - {"factgraph"}:
            assert required & {canonicalize_name(owner) for owner in owners[first]}, f"{name} imports {first}"


def test_every_package_is_listed() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packages = {
        name if path.name == "__init__.py" else name.rpartition(".")[0]
        for name, path in MODULES.items()
        if "training" not in name
    }
    packages.discard("factgraph.ontology.gazetteer.generate")
    assert set(table["packages"]) == packages


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the working tree, built in a copy of it, and unpacked."""
    copy = tmp_path_factory.mktemp("tree")
    unwanted = shutil.ignore_patterns("__pycache__", "training")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, symlinks=True, ignore=unwanted)
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, copy / file)
    program = "import setuptools.build_meta as backend; print(backend.build_wheel('dist'))"
    subprocess.run([sys.executable, "-c", program], cwd=copy, capture_output=True, check=True)
    (path,) = (copy / "dist").glob("*.whl")
    unpacked = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(unpacked)
    return unpacked


def test_wheel_has_all_that_run_time_needs(wheel: Path) -> None:
    there = {str(path.relative_to(wheel / "factgraph")) for path in (wheel / "factgraph").rglob("*") if path.is_file()}
    expected = {"py.typed", "builder/rates.json"} | {
        str(path.relative_to(ROOT))
        for folder in ("ontology", "builder/language/en", "exports")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".ttl", ".onnx", ".json", ".html", ".js", ".css", ".rq"}
    }
    assert {"ontology/factgraph.ttl", "builder/language/en/model.onnx", "exports/picture/web/template.html"} <= expected
    assert expected <= there
    assert not [
        name
        for name in there
        if Path(name).suffix not in {".py", ".typed", ".md"} and name not in expected | {"builder/language/en/LICENSE"}
    ]
    assert list(wheel.glob("*.dist-info/licenses/LICENSE"))
    assert [path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")] == ["factgraph"]


def test_wheel_reads_a_text_and_draws_it(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Chile joined the OECD in 2010.\n", encoding="utf-8")
    program = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); import factgraph.cli as cli; "
        f"assert cli.__file__.startswith({str(wheel)!r}); sys.exit(cli.main(['build', '-q', 'note.txt', '-o', 'out']))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    graph = (tmp_path / "out/graph.ttl").read_text(encoding="utf-8")
    assert "fg:memberOf id:organization-for-economic-cooperation-and-development" in graph
    assert (tmp_path / "out/graph.html").stat().st_size > 100_000


# Running it


def test_make_and_ci_run_the_same_checks() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    scripts = sorted({str(path.parent.relative_to(ROOT)) for path in (ROOT / "exports").rglob("*.js")})
    assert scripts == ["exports/endpoint/web", "exports/picture/web"]
    (script_check,) = re.findall(r"oxlint --deny-warnings (.*)", makefile)
    assert sorted(script_check.split()) == scripts
    for command in ("ruff check .", "ruff format --check", "mypy --strict factgraph tests", "-m pytest"):
        assert command in makefile
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("make test")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", ".ci/run"], cwd=ROOT, check=False).returncode == 0


def test_where_peers_are_required_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text("import pytest\ndef test(): pytest.skip('no reason')\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    for required, status in (("1", 1), ("", 0)):
        environment = {"FACTGRAPH_REQUIRE_PEERS": required, "PATH": ""}
        assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == status


def test_make_refuses_an_old_python_in_one_line(tmp_path: Path) -> None:
    for file in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / file, tmp_path)
    done = subprocess.run(
        ["make", "demo", "PYTHON=false"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr.splitlines()[0]
    assert not (tmp_path / ".venv").exists()
