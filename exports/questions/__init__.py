"""Named questions to a graph: SPARQL files with a title, a description and parameters, and what asks them."""

from .answering import Answer, answers
from .asking import Table, ask, bound, written
from .library import Parameter, Question, question, questions

__all__ = ["Answer", "Parameter", "Question", "Table", "answers", "ask", "bound", "question", "questions", "written"]
