"""What can go wrong for a reason the user can mend. The command line prints these as one line and exits with 2."""

from __future__ import annotations


class FactgraphError(Exception):
    """Root of all errors a user can mend. Its message says what is wrong, where, and what to do."""


class ReadError(FactgraphError):
    """An input that cannot be read as a text."""


class LanguageError(FactgraphError):
    """A language model that is missing or does not fit, or a text that is not English."""


class LexiconError(FactgraphError):
    """A mistake in the ontology's data: vocabulary, lexicon or gazetteer."""


class GraphError(FactgraphError):
    """A graph that cannot be read, or that breaks the contract."""


class ExportError(FactgraphError):
    """An output that cannot be written."""


class WorkspaceError(FactgraphError):
    """A workspace that cannot be used, or is in use."""


class IdentityError(FactgraphError):
    """A file of decisions about names that cannot be read or contradicts itself."""


class MishapError(ReadError):
    """A text that could not be read this time, and may well be read the next."""


class WorkerError(FactgraphError):
    """Processes that should read, but do not start."""


class ClusterError(FactgraphError):
    """A cluster that cannot be reached, or whose workers cannot do the work."""


class RemoteError(FactgraphError):
    """A place with a URL that cannot be used."""
