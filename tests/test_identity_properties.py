"""What holds of identity whatever the documents: no order, no effect of strangers, work that grows with the names."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factgraph.builder.identity import occurrence, personal, persons
from factgraph.builder.identity.identify import identify
from factgraph.builder.identity.named import DocumentNames, Named

from .identity_names import document, person, sha, thing

_PEOPLE = ["Anna Berg", "Anna B. Berg", "Anna C. Berg", "Berg", "Ole Berg", "John Smith", "Smith", "A. Berg", "Lund"]
_OFFICES = ["Chief Clerk", "Harbour Master", "President", "Minister", "Minister of Health"]
_THINGS = ["Zorble Fund", "Zorble Organisation", "Zorble Organization", "Parliament", "Supreme Court", "ZQB"]
_OWNERS: list[tuple[str, ...]] = [(), ("Ghana",), ("Peru",), ("Ghana", "Peru")]

_persons = st.builds(
    lambda label, offices, beside: person(label, *sorted(offices), beside=tuple(sorted(beside))),
    st.sampled_from(_PEOPLE),
    st.sets(st.sampled_from(_OFFICES), max_size=2),
    st.sets(st.sampled_from(_THINGS), max_size=2),
)
_things = st.builds(
    lambda label, cls, owners: thing(label, cls, owners=owners),
    st.sampled_from(_THINGS),
    st.sampled_from([None, "Organization", "GovernmentBody", "Place"]),
    st.sampled_from(_OWNERS),
)


@st.composite
def corpora(draw: st.DrawFn) -> list[DocumentNames]:
    """Documents of few names, so that names meet."""
    count = draw(st.integers(1, 7))
    out = []
    for n in range(count):
        rows: list[Named] = draw(st.lists(st.one_of(_persons, _things), max_size=5, unique_by=lambda x: x.key))
        out.append(document(f"text {n}", *rows, publisher=draw(st.sampled_from([None, "Gazette", "Courier"]))))
    return out


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_documents_does_not_matter(documents: list[DocumentNames], chance: object) -> None:
    other = [*documents, documents[0]]
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert identify(other) == identify(documents)


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_one_document_alone_is_as_it_is(documents: list[DocumentNames]) -> None:
    for one in documents:
        identity = identify([one])
        assert [identity.of(one.document, n.key) for n in one.names] == [None] * len(one.names)


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_a_stranger_changes_nothing(documents: list[DocumentNames]) -> None:
    stranger = document("stranger", person("Zoltan Quax", "Keeper of Owls"), thing("Quax Owlery"), publisher="Owl Post")
    before, after = identify(documents), identify([*documents, stranger])
    for one in documents:
        for name in one.names:
            assert before.of(one.document, name.key) == after.of(one.document, name.key)
    assert after.of(stranger.document, "Zoltan Quax") is None


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_every_home_is_a_document_of_the_thing(documents: list[DocumentNames]) -> None:
    identity = identify(documents)
    homes: dict[tuple[str, str], set[str]] = {}
    for one in documents:
        for name in one.names:
            found = identity.of(one.document, name.key)
            if found is not None and found.home is not None:
                homes.setdefault((found.name, found.home), set()).add(one.document)
    assert all(home == min(found) for (_, home), found in homes.items())


def _same_name(count: int) -> list[DocumentNames]:
    return [
        document(f"t{n}", person("Anna Berg", f"Keeper of Owl {n // 2}"), publisher="Gazette") for n in range(count)
    ]


def _one_surname(count: int) -> list[DocumentNames]:
    first = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}".title() for n in range(count)]
    return [
        document(f"t{n}", person(f"{first[n]} Berg" if n % 2 else "Berg", "Chief Clerk"), publisher="Gazette")
        for n in range(count)
    ]


def _middle_names(count: int) -> list[DocumentNames]:
    return [
        document(f"t{n}", person(f"Anna {chr(97 + n % 26)}{chr(97 + n // 26)}q Berg", "Chief Clerk"))
        for n in range(count)
    ]


def _parliaments(count: int) -> list[DocumentNames]:
    return [document(f"t{n}", thing("Parliament", "GovernmentBody"), thing(f"Zorble {n} Fund")) for n in range(count)]


@pytest.mark.parametrize("corpus", [_same_name, _one_surname, _middle_names, _parliaments])
def test_work_grows_with_the_names(
    corpus: Callable[[int], Sequence[DocumentNames]], monkeypatch: pytest.MonkeyPatch
) -> None:
    work: Counter[str] = Counter()
    share, conflict, may_be = occurrence.Joined.share, personal.conflict, persons.Bearer.may_be

    def counted_share(self: occurrence.Joined, i: int, feature: object, why: tuple[str, str]) -> None:
        work["shared"] += 1
        share(self, i, feature, why)

    def counted_conflict(one: personal.PersonalName, other: personal.PersonalName) -> bool:
        work["compared"] += 1
        return conflict(one, other)

    def counted_may_be(self: persons.Bearer, member: occurrence.Occurrence) -> bool:
        work["looked at"] += 1
        return may_be(self, member)

    monkeypatch.setattr(occurrence.Joined, "share", counted_share)
    monkeypatch.setattr(persons.Bearer, "may_be", counted_may_be)
    monkeypatch.setattr(persons, "conflict", counted_conflict)
    totals = []
    for count in (200, 800):
        work.clear()
        identify(corpus(count))
        totals.append(work.total())
    assert totals[1] <= 5 * totals[0] + 100


def test_documents_may_come_one_at_a_time() -> None:
    documents = _same_name(6)
    assert identify(iter(documents)) == identify(documents)
    assert identify(iter(())).of(sha("none"), "x") is None
