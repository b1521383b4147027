"""Which names of several documents are one thing: persons, bodies, posts, acronyms, spellings and places."""

import json

import pytest

from factgraph.builder.identity.folding import fold
from factgraph.builder.identity.identify import identify
from factgraph.builder.identity.named import as_data, from_data, named
from factgraph.builder.identity.personal import conflict, personal
from factgraph.builder.identity.reasons import mentions_name
from factgraph.builder.pipeline import Tools

from .identity_names import called, document, node, person, same, sha, thing
from .readings import reading_of

# persons


def test_two_persons_of_one_name_stay_apart_without_evidence() -> None:
    identity = identify([document("a", person("John Smith", "Mayor")), document("b", person("John Smith", "Coach"))])
    assert not same(identity, ("a", "John Smith"), ("b", "John Smith"))
    assert {node(identity, s, "John Smith")[1] for s in "ab"} == {sha("a"), sha("b")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            person("Anna Berg", "Minister of Fisheries"), person("Anna Berg", "Minister of Fisheries"), id="office"
        ),
        pytest.param(
            person("Anna Berg", beside=("Zorble Pact",)), person("Anna Berg", beside=("Zorble Pact",)), id="neighbour"
        ),
        pytest.param(person("Anna Berg", "Minister"), person("Anna B. Berg", "Minister of Health"), id="publisher"),
        pytest.param(person("Joe Berg", "Chief Clerk"), person("Joseph Berg", "Chief Clerk"), id="short first name"),
        pytest.param(person("Ana Cruz", "Chief Clerk"), person("Ana Cruz Vega", "Chief Clerk"), id="second surname"),
        pytest.param(person("ANNA BERG", "Minister"), person("Anna Berg", "Minister"), id="capitals"),
        pytest.param(person("Kim Ji-eun", "Minister"), person("Kim Jieun", "Minister"), id="hyphen"),
    ],
)
def test_a_name_and_evidence_make_one_person(one: object, other: object) -> None:
    identity = identify(
        [
            document("a", one, thing("Zorble Pact", "Agreement"), publisher="Gazette"),  # type: ignore[arg-type]
            document("b", other, thing("Zorble Pact", "Agreement"), publisher="Gazette"),  # type: ignore[arg-type]
        ]
    )
    assert same(identity, ("a", one.label), ("b", other.label))  # type: ignore[attr-defined]


def test_a_country_is_no_evidence() -> None:
    ghana = thing("Ghana", "Country", known=True)
    documents = [document(s, person("John Smith", beside=("Ghana",)), ghana) for s in "ab"]
    assert not same(identify(documents), ("a", "John Smith"), ("b", "John Smith"))


def test_a_neighbour_that_everybody_names_is_no_evidence() -> None:
    club = thing("Zorble Club")
    documents = [document(s, person("John Smith", beside=("Zorble Club",)), club) for s in "ab"]
    others = [document(f"other {n}", club) for n in range(20)]
    assert same(identify(documents), ("a", "John Smith"), ("b", "John Smith"))
    assert not same(identify([*documents, *others]), ("a", "John Smith"), ("b", "John Smith"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("John A. Smith", "John B. Smith"), ("John Smith Jr.", "John Smith Sr."), ("Haakon VI", "Haakon VII")],
)
def test_initials_suffixes_and_numbers_keep_apart(one: str, other: str) -> None:
    documents = [document("a", person(one, "Harbour Master")), document("b", person(other, "Harbour Master"))]
    assert not same(identify(documents), ("a", one), ("b", other))


def test_a_chain_does_not_join_names_that_contradict_each_other() -> None:
    post = "Harbour Master"
    documents = [
        document("a", person("John A. Smith", post)),
        document("b", person("John Smith", post)),
        document("c", person("John B. Smith", post)),
    ]
    identity = identify(documents)
    places = [("a", "John A. Smith"), ("b", "John Smith"), ("c", "John B. Smith")]
    assert len({node(identity, *place) for place in places}) == 3


def test_a_bare_name_goes_with_the_one_it_shares_more_with() -> None:
    documents = [
        document("a", person("John A. Smith", "Harbour Master")),
        document("b", person("John Smith", "Harbour Master")),
        document("c", person("John Smith", "Harbour Master", "Chief Clerk")),
        document("d", person("John B. Smith", "Chief Clerk")),
    ]
    identity = identify(documents)
    assert same(identity, ("a", "John A. Smith"), ("b", "John Smith"))
    assert not same(identity, ("a", "John A. Smith"), ("d", "John B. Smith"))


def test_a_surname_is_the_only_bearer_that_its_publisher_names() -> None:
    documents = [
        document("a", person("Anna Berg", "Minister of Health"), publisher="Gazette"),
        document("b", person("Berg", "Minister"), publisher="Gazette"),
        document("c", person("Berg", "Coach"), publisher="Gazette"),
        document("d", person("Berg", "Minister"), publisher="Courier"),
    ]
    identity = identify(documents)
    assert same(identity, ("a", "Anna Berg"), ("b", "Berg"))
    assert called(identity, "b", "Berg") == "Anna Berg"
    assert not same(identity, ("a", "Anna Berg"), ("c", "Berg"))
    assert not same(identity, ("a", "Anna Berg"), ("d", "Berg"))


def test_a_surname_of_two_is_neither_without_evidence() -> None:
    documents = [
        document("a", person("Anna Berg", "Minister of Health"), publisher="Gazette"),
        document("b", person("Ole Berg", "Harbour Master"), publisher="Gazette"),
        document("c", person("Berg", "Minister"), publisher="Gazette"),
        document("d", person("Berg", "Harbour Master"), publisher="Gazette"),
    ]
    identity = identify(documents)
    assert same(identity, ("b", "Ole Berg"), ("d", "Berg"))
    assert node(identity, "c", "Berg") not in {node(identity, "a", "Anna Berg"), node(identity, "b", "Ole Berg")}


def test_a_surname_beside_the_full_name_in_its_document_is_somebody_else() -> None:
    documents = [
        document("a", person("Anna Berg", "Minister"), person("Berg", "Minister"), publisher="Gazette"),
        document("b", person("Anna Berg", "Minister"), publisher="Gazette"),
    ]
    assert not same(identify(documents), ("a", "Anna Berg"), ("a", "Berg"))


def test_the_usual_form_names_the_person() -> None:
    documents = [document(f"long {n}", person("Anna B. Berg", "Chief Clerk")) for n in range(3)]
    documents.append(document("short", person("Anna Berg", "Chief Clerk")))
    assert called(identify(documents), "short", "Anna Berg") == "Anna B. Berg"


def test_a_person_is_never_an_organization() -> None:
    documents = [document("a", person("Anna Berg", "Chief Clerk")), document("b", thing("Anna Berg", "Organization"))]
    assert not same(identify(documents), ("a", "Anna Berg"), ("b", "Anna Berg"))


def test_one_that_most_documents_mean_keeps_the_plain_name() -> None:
    documents = [document(f"m{n}", person("Anna Berg", "Chief Clerk")) for n in range(4)]
    documents.append(document("x", person("Anna Berg", "Coach")))
    identity = identify(documents)
    assert node(identity, "m0", "Anna Berg") == ("anna-berg", None)
    assert node(identity, "x", "Anna Berg") == ("anna-berg", sha("x"))


@pytest.mark.parametrize("label", ["Mr.", "Zorble Foundation", "Section 7", ""])
def test_what_is_no_personal_name(label: str) -> None:
    assert personal(label) is None


def test_parts_of_personal_names() -> None:
    parts = [personal(n) for n in ("J. R. Berg", "Anna Berg", "Ole Berg", "Dr. Anna-Lena Al-Berg III")]
    initials, anna, ole, doctor = [p for p in parts if p is not None]
    assert (initials.first, initials.middle, initials.initial) == ("j", ("r",), True)
    assert conflict(anna, ole)
    assert (doctor.first, doctor.last, doctor.suffix) == ("annalena", "berg", "iii")


# names that are somebody's


def test_bodies_are_their_owners() -> None:
    court = "Supreme Court"
    documents = [
        document("a", thing(court, "Court", owners=("Ghana",))),
        document("b", thing("Ghanaian Supreme Court", "Court")),
        document("c", thing("Supreme Court of Peru", "Court")),
        document("d", thing(court, "Court", owners=("Peru",))),
        document("e", thing(court, "Court")),
    ]
    identity = identify(documents)
    assert same(identity, ("a", court), ("b", "Ghanaian Supreme Court"))
    assert same(identity, ("c", "Supreme Court of Peru"), ("d", court))
    assert called(identity, "a", court) == "Ghanaian Supreme Court"
    assert node(identity, "e", court) == ("supreme-court", sha("e"))


@pytest.mark.parametrize("label", ["Ministry of Foreign Affairs", "Parliament", "National Assembly", "Secretary"])
def test_names_that_many_bear_stay_in_their_documents(label: str) -> None:
    cls = "Office" if label == "Secretary" else "GovernmentBody"
    identity = identify([document("a", thing(label, cls)), document("b", thing(label, cls))])
    assert {node(identity, s, label)[1] for s in "ab"} == {sha("a"), sha("b")}


def test_a_name_without_an_owner_gets_one_from_its_document() -> None:
    identity = identify(
        [
            document("a", thing("Ministry of Health", "GovernmentBody", owners=("United Kingdom",))),
            document("b", thing("Ministry of Health", "GovernmentBody")),
        ]
    )
    assert called(identity, "a", "Ministry of Health") == "Ministry of Health of the United Kingdom"


def test_two_ways_to_say_a_ministry() -> None:
    documents = [
        document("a", thing("Peruvian Foreign Minister", "Office")),
        document("b", thing("Minister for Foreign Affairs of Peru", "Office")),
        document("c", thing("Peruvian Defence Minister", "Office")),
        document("d", thing("Minister of Defense of Peru", "Office")),
    ]
    identity = identify(documents)
    assert same(identity, ("a", "Peruvian Foreign Minister"), ("b", "Minister for Foreign Affairs of Peru"))
    assert same(identity, ("c", "Peruvian Defence Minister"), ("d", "Minister of Defense of Peru"))
    assert not same(identity, ("a", "Peruvian Foreign Minister"), ("c", "Peruvian Defence Minister"))


def test_an_owner_of_many_envoys_has_not_one() -> None:
    documents = [document(s, thing("Peruvian Special Envoy", "Office")) for s in "ab"]
    assert not same(identify(documents), ("a", "Peruvian Special Envoy"), ("b", "Peruvian Special Envoy"))


def test_a_post_is_known_by_its_holder() -> None:
    documents = [
        document("a", person("Anna Berg", "President", "Chief Clerk")),
        document("b", person("Anna Berg", "President", "Chief Clerk")),
        document("c", person("Ole Lund", "President")),
    ]
    identity = identify(documents)
    assert same(identity, ("a", "President"), ("b", "President"))
    assert not same(identity, ("a", "President"), ("c", "President"))


def test_a_post_with_two_holders_is_nobodys() -> None:
    both = [person("Anna Berg", "President", "Chief Clerk"), person("Ole Lund", "President")]
    documents = [document("a", person("Anna Berg", "President", "Chief Clerk")), document("b", *both)]
    assert not same(identify(documents), ("a", "President"), ("b", "President"))


def test_embassies_of_one_country_are_told_by_place() -> None:
    documents = [
        document("a", thing("Peruvian Embassy", "Embassy", owners=("Accra",))),
        document("b", thing("Peruvian Embassy", "Embassy", owners=("Accra",))),
        document("c", thing("Peruvian Embassy", "Embassy", owners=("Oslo",))),
    ]
    identity = identify(documents)
    assert same(identity, ("a", "Peruvian Embassy"), ("b", "Peruvian Embassy"))
    assert called(identity, "c", "Peruvian Embassy") == "Peruvian Embassy in Oslo"


# acronyms


def test_an_acronym_is_the_one_long_form_of_its_publisher() -> None:
    documents = [
        document("a", thing("Zorble Quality Board", aliases=("ZQB",)), publisher="Gazette"),
        document("b", thing("ZQB"), publisher="Gazette"),
        document("c", thing("ZQB"), publisher="Courier"),
    ]
    identity = identify(documents)
    assert called(identity, "b", "ZQB") == "Zorble Quality Board"
    assert not same(identity, ("b", "ZQB"), ("c", "ZQB"))


def test_an_acronym_of_two_meanings_is_neither() -> None:
    documents = [
        document("a", thing("Zorble Quality Board", aliases=("ZQB",)), publisher="Gazette"),
        document("b", thing("Zoltan Quarry Berth", aliases=("ZQB",)), publisher="Gazette"),
        document("c", thing("ZQB"), publisher="Gazette"),
    ]
    assert called(identify(documents), "c", "ZQB") == "ZQB"


def test_unexplained_acronyms_of_two_publishers_stay_apart() -> None:
    documents = [document("a", thing("ZQB"), publisher="Gazette"), document("b", thing("ZQB"), publisher="Courier")]
    assert not same(identify(documents), ("a", "ZQB"), ("b", "ZQB"))


# spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zorble Organisation for Defence & Co-operation", "Zorble Organization for Defense and Cooperation"),
        ("Zorble Programme on Labour", "The Zorble Program on Labor"),
        ("U.S.-Zorble Harbor Forum", "United States-Zorble Harbour Forum"),
        ("Peru-Ghana Zorble Forum", "Ghana–Peru Zorble Forum"),
        ("Zörble Café Union", "Zorble Cafe Union"),
        ("UN Zorble Assembly", "United Nations Zorble Assembly"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    identity = identify([document("a", thing(one)), document("b", thing(other))])
    assert same(identity, ("a", one), ("b", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021 Zorble Summit", "2022 Zorble Summit"),
        ("First Zorble Forum", "Second Zorble Forum"),
        ("Zorble Fund", "Zorble Trust Fund"),
        ("Zorble Union", "Zorble Union Delegation to Peru"),
        ("Zorble Resolution 1325", "Zorble Resolution 1352"),
        ("Ghana-Peru Zorble Forum", "Ghana-Norway Zorble Forum"),
    ],
)
def test_names_that_differ_in_a_word_are_two(one: str, other: str) -> None:
    identity = identify([document("a", thing(one, "Event")), document("b", thing(other, "Event"))])
    assert not same(identity, ("a", one), ("b", other))


def test_a_spelling_of_a_known_name() -> None:
    known = thing("Organization for Security and Cooperation in Europe", known=True)
    documents = [
        document("a", known),
        document("b", thing("Organisation for Security & Cooperation in Europe")),
    ]
    found = identify(documents).of(sha("b"), "Organisation for Security & Cooperation in Europe")
    assert found is not None
    assert found.name == known.label


def test_owners_in_names() -> None:
    assert fold("Ghana's Parliament").owner == fold("Parliament of Ghana").owner == "Ghana"
    assert fold("Ghanaian Parliament").core == ("parliament",)


# places


def test_places_in_different_countries() -> None:
    documents = [
        document("a", thing("Zorbleton", "Place", owners=("Ghana",))),
        document("b", thing("Zorbleton", "Place", owners=("Accra",))),
        document("c", thing("Zorbleton", "Place", owners=("Peru",))),
    ]
    identity = identify(documents)
    assert same(identity, ("a", "Zorbleton"), ("b", "Zorbleton"))
    assert not same(identity, ("a", "Zorbleton"), ("c", "Zorbleton"))


def test_a_place_that_no_document_puts_elsewhere() -> None:
    documents = [
        document("a", thing("Zorbleton", "Place", owners=("Ghana",))),
        document("b", thing("Zorbleton", "Place")),
    ]
    assert same(identify(documents), ("a", "Zorbleton"), ("b", "Zorbleton"))


# what is told


def test_reasons_tell_names_documents_and_evidence() -> None:
    documents = [
        document("a", person("Anna Berg", "Chief Clerk")),
        document("b", person("Anna B. Berg", "Chief Clerk")),
        document("c", person("Anna Berg", "Coach")),
    ]
    rows = [r for r in identify(documents).reasons if mentions_name(r, ["anna berg", "Anna B. Berg"])]
    shared = [r for r in rows if r.rule == "shared office"]
    assert [(r.evidence, r.count) for r in shared] == [("chief clerk", 1)]
    assert [r.documents for r in rows if r.home] == [("c",)]
    assert rows == sorted(rows)


def test_names_survive_json() -> None:
    before = document("a", person("Anna Berg", "Chief Clerk", aliases=("Berg",)), publisher="Gazette")
    assert from_data(json.loads(json.dumps(as_data(before)))) == before


def test_names_of_a_reading(tools: Tools) -> None:
    text = (
        "Anna Berg, Minister of Fisheries, visited Accra. She met judges of the Ghanaian Supreme Court. "
        "The Supreme Court of Ghana issued a report."
    )
    found = {n.label: n for n in named(reading_of(text, tools)).names}
    assert found["Ghana"].known
    assert not found["Anna Berg"].known
    assert "Minister of Fisheries" in found["Anna Berg"].offices
    assert "Accra" in found["Anna Berg"].beside
