"""Lets `python -m factgraph` do what `factgraph` does."""

from .cli import main

raise SystemExit(main())
