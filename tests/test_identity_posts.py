"""Bare titles of several persons, and surnames alone, across documents."""

from __future__ import annotations

import pytest

from factgraph.builder.identity.identify import identify
from factgraph.builder.identity.named import DocumentNames

from .identity_names import called, document, person, same, thing

PRESS = "Zorble Press Office"


def test_a_bare_title_of_several_persons_is_nobodys_elsewhere() -> None:
    both = document("b.txt", person("Ann Berg", "Foreign Minister"), person("Abu bin Sultan", "Foreign Minister"))
    one = document(
        "a.txt", person("Ann Berg", "Foreign Minister of Peru"), thing("Foreign Minister", "Office", owners=("Peru",))
    )
    other = document("c.txt", person("Ann Berg", "Foreign Minister"))
    identity = identify([both, one, other])
    assert not same(identity, ("b.txt", "Foreign Minister"), ("a.txt", "Foreign Minister of Peru"))
    assert not same(identity, ("b.txt", "Foreign Minister"), ("c.txt", "Foreign Minister"))


def test_a_title_beside_two_spellings_of_one_person_is_still_that_persons() -> None:
    one = document("a.txt", person("Ann Berg", "Zorble Envoy"), person("Berg", "Zorble Envoy"), publisher=PRESS)
    other = document("b.txt", person("Ann Berg", "Zorble Envoy"), publisher=PRESS)
    assert same(identify([one, other]), ("a.txt", "Zorble Envoy"), ("b.txt", "Zorble Envoy"))


def test_a_surname_without_a_full_name_is_one_for_one_publisher() -> None:
    names = [document(f"{n}.txt", person("Rask"), publisher=PRESS) for n in "ab"]
    identity = identify([*names, document("c.txt", person("Rask"), publisher="Another Office")])
    assert same(identity, ("a.txt", "Rask"), ("b.txt", "Rask"))
    assert not same(identity, ("a.txt", "Rask"), ("c.txt", "Rask"))


def test_surnames_of_different_offices_stay_apart() -> None:
    one = document("a.txt", person("Rask", "Minister of Trade"), publisher=PRESS)
    other = document("b.txt", person("Rask", "Judge"), publisher=PRESS)
    assert not same(identify([one, other]), ("a.txt", "Rask"), ("b.txt", "Rask"))


def test_a_surname_of_several_is_one_where_the_offices_agree() -> None:
    bearers = [document(f"{n}.txt", person(f"{n} Rask"), publisher=PRESS) for n in ("Ann", "Ole")]
    bare = [document(f"{n}.txt", person("Rask", "Judge"), publisher=PRESS) for n in "cd"]
    identity = identify([*bearers, *bare])
    assert same(identity, ("c.txt", "Rask"), ("d.txt", "Rask"))
    assert not same(identity, ("c.txt", "Rask"), ("Ann.txt", "Ann Rask"))


def test_a_surname_is_who_is_named_wherever_another_of_it_is() -> None:
    family = document("a.txt", person("Ann Rask"), person("Ole Rask"), publisher=PRESS)
    alone = document("b.txt", person("Ann Rask"), publisher=PRESS)
    identity = identify([family, alone, document("c.txt", person("Rask"), publisher=PRESS)])
    assert same(identity, ("c.txt", "Rask"), ("b.txt", "Ann Rask"))


def test_a_post_in_full_is_one_with_its_owner_before_and_after() -> None:
    names = ("Deputy Minister of Trade of Ghana", "Ghanaian Deputy Minister of Trade")
    identity = identify([document(f"{n}.txt", thing(n, "Office")) for n in names])
    assert same(identity, *((f"{n}.txt", n) for n in names))


def test_a_rank_of_an_owner_may_be_several_posts() -> None:
    names = ("Deputy Director of Ghana", "Ghanaian Deputy Director")
    identity = identify([document(f"{n}.txt", thing(n, "Office")) for n in names])
    assert not same(identity, *((f"{n}.txt", n) for n in names))


def test_titles_in_capitals_are_no_acronyms() -> None:
    documents = [document(f"{n}.txt", person(f"{n} Rask", "CEO"), publisher=PRESS) for n in ("Ann", "Ole")]
    assert not same(identify(documents), ("Ann.txt", "CEO"), ("Ole.txt", "CEO"))


def test_the_administration_is_the_publishers() -> None:
    documents = [document(f"{n}.txt", thing("Administration", "GovernmentBody"), publisher=PRESS) for n in "ab"]
    other = document("c.txt", thing("Administration", "GovernmentBody"), publisher="Another Office")
    owned = document("d.txt", thing("Administration", "GovernmentBody", owners=("Peru",)), publisher=PRESS)
    identity = identify([*documents, other, owned])
    assert same(identity, ("a.txt", "Administration"), ("b.txt", "Administration"))
    assert not same(identity, ("a.txt", "Administration"), ("c.txt", "Administration"))
    assert not same(identity, ("a.txt", "Administration"), ("d.txt", "Administration"))


def test_a_service_of_ranks_is_a_part_of_the_publisher() -> None:
    documents = [document(f"{n}.txt", thing("Senior Foreign Service", "GovernmentBody"), publisher=PRESS) for n in "ab"]
    assert same(identify(documents), *((d.source, "Senior Foreign Service") for d in documents))


def test_abbreviations_and_bodies_after_names_are_spellings() -> None:
    order = ("E.O. 13999", "Executive Order 13999")
    council = ("Human Rights Council of the UN", "United Nations Human Rights Council")
    known = {"United Nations Human Rights Council"}
    documents = [
        document(f"{n}.txt", thing(n, "Organization" if n in council else None, known=n in known))
        for n in (*order, *council)
    ]
    identity = identify(documents)
    assert same(identity, *((f"{n}.txt", n) for n in order))
    assert called(identity, f"{council[0]}.txt", council[0]) == council[1]


FULL = "Under Secretary for Harbor Affairs"


def _texts(*titles: str) -> list[DocumentNames]:
    return [document(f"{n}.txt", person("Ann Berg", title), publisher=PRESS) for n, title in enumerate(titles)]


def test_a_short_title_is_the_post_that_its_holder_has_in_full() -> None:
    identity = identify(_texts(FULL, "Under Secretary", "Under Secretary of State for Harbor Affairs"))
    titles = ("0.txt", FULL), ("1.txt", "Under Secretary"), ("2.txt", "Under Secretary of State for Harbor Affairs")
    assert same(identity, *titles)
    assert called(identity, "1.txt", "Under Secretary") == "Under Secretary of State for Harbor Affairs"


def test_a_short_title_of_one_with_two_posts_of_the_rank_is_neither() -> None:
    identity = identify(_texts(FULL, "Under Secretary", "Under Secretary for Inland Waters"))
    assert not same(identity, ("0.txt", FULL), ("1.txt", "Under Secretary"))
    assert not same(identity, ("0.txt", FULL), ("2.txt", "Under Secretary for Inland Waters"))


def test_a_title_of_another_rank_is_another_post() -> None:
    identity = identify(_texts(FULL, "Secretary", "Deputy Under Secretary"))
    assert not same(identity, ("0.txt", FULL), ("1.txt", "Secretary"))
    assert not same(identity, ("0.txt", FULL), ("2.txt", "Deputy Under Secretary"))


def test_a_short_title_of_somebody_else_is_another_post() -> None:
    other = document("1.txt", person("Ole Lund", "Under Secretary"), publisher=PRESS)
    identity = identify([*_texts(FULL), other])
    assert not same(identity, ("0.txt", FULL), ("1.txt", "Under Secretary"))


def test_a_family_name_first_is_one_with_the_bare_family_name_of_the_same_office() -> None:
    full = document("a.txt", person("Moriya Kenji", "Foreign Minister"), publisher=PRESS)
    bare = document("b.txt", person("Moriya", "Foreign Minister"), publisher=PRESS)
    other = document("c.txt", person("Moriya", "Judge"), publisher=PRESS)
    identity = identify([full, bare, other])
    assert same(identity, ("a.txt", "Moriya Kenji"), ("b.txt", "Moriya"))
    assert not same(identity, ("a.txt", "Moriya Kenji"), ("c.txt", "Moriya"))


def test_a_name_of_three_parts_is_one_person_of_its_publisher_in_any_office() -> None:
    def texts(name: str) -> list[DocumentNames]:
        return [document(f"{post}.txt", person(name, post), publisher=PRESS) for post in ("Judge", "Envoy")]

    long, short = "Ann Rask-Tveit", "Ann Rask"
    assert same(identify(texts(long)), ("Judge.txt", long), ("Envoy.txt", long))
    assert not same(identify(texts(short)), ("Judge.txt", short), ("Envoy.txt", short))


@pytest.mark.parametrize(
    ("label", "cls"),
    [("Chargé", "Office"), ("Chargé d’Affaires", "Office"), ("E.O.", None), ("New U.S. Embassy", "Embassy")],
)
def test_what_many_have_is_not_one(label: str, cls: str | None) -> None:
    one = document("a.txt", thing(label, cls, owners=("Doha",) if cls == "Embassy" else ()), publisher=PRESS)
    other = document("b.txt", thing(label, cls, owners=("Niamey",) if cls == "Embassy" else ()), publisher=PRESS)
    assert not same(identify([one, other]), ("a.txt", label), ("b.txt", label))


def test_a_bare_title_that_nothing_tells_of_is_who_its_publisher_nearly_always_means() -> None:
    known = [document(f"{n}.txt", person("Ann Berg", "Secretary"), publisher=PRESS) for n in range(5)]
    open_ = [document(f"{p}.txt", thing("Secretary", "Office"), publisher=p) for p in (PRESS, "Another Office")]
    identity = identify([*known, *open_])
    assert same(identity, ("0.txt", "Secretary"), (f"{PRESS}.txt", "Secretary"))
    assert not same(identity, ("0.txt", "Secretary"), ("Another Office.txt", "Secretary"))
    others = [document(f"x{n}.txt", person("Ole Lund", "Secretary"), publisher=PRESS) for n in range(2)]
    doubted = identify([*known, *others, *open_])
    assert not same(doubted, ("0.txt", "Secretary"), (f"{PRESS}.txt", "Secretary"))
