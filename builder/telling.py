"""Does a statement tell a reader something? What is only a class, or the wrong kind of thing, does not."""

from __future__ import annotations

from .described import only_described
from .entity import Entity, Resolution
from .fact import Fact

#: classes of which a bare noun tells nothing
_VAGUE = ("Event", "Dialogue", "Initiative", "Organization", "GovernmentBody", "InternationalOrganization", "Place")
_DEFINED = ("Agreement", "Report", "Document")  #: "the Agreement", in capitals, is one that the text does not name
#: relations of things that are told apart by more than a noun
_TOLD = ("announcedBy", "launchedBy", "ledBy", "chairedBy", "partOf", "memberOf", "participatesIn", "issued")
#: what somebody does, who must be told
_DONE = ("signed", "partyTo", "announcedBy", "launchedBy", "visited", "participatesIn", "hosts", "issued", "memberOf")
_OF = ("of", "for", "to")
_PARTS = ("Section", "Article", "Chapter", "Annex", "Part", "Edition", "Volume", "Friends", "Council", "Committee")
_PARTIES = ("countries", "sides", "parties", "governments", "leaders", "nations")
_TITLES = (
    "head",
    "member",
    "representative",
    "official",
    "leader",
    "officer",
    "commander",
    "general",
    "prince",
    "princess",
    "sheikh",
)


def tells(fact: Fact, resolution: Resolution) -> bool:
    """Are both ends more than a class ("briefings", "the head"), and of a kind that the relation is of?"""
    subject = resolution.entities[fact.subject]
    target = resolution.entities[fact.object] if fact.object is not None else None
    if any(_bare(e) or _cut(e) for e in (subject, target) if e is not None):
        return False
    if target is None:
        return True
    if fact.predicate[0] in _TOLD and any(
        not e.named and e.cls is None and " " not in e.label for e in (subject, target)
    ):
        return False
    if fact.predicate[0] in _DONE and any(_bare_office(e) or _unresolved(e) for e in (subject, target)):
        return False
    plural = fact.object_mention is not None and fact.object_mention.plural
    match fact.predicate[0]:
        case "holdsOffice":
            return target.label.lower() not in _TITLES and not only_described(target.label)
        case "memberOf":
            told = target.named or " of " in target.label or not plural  # "several boards"
            return told and subject.cls != "Place"
        case "partyTo":
            return subject.cls != "Person" or fact.entry != "party"
        case "ledBy" | "chairedBy":
            return target.cls not in ("Event", "Dialogue", "Agreement", "Report", "Place")
        case "visited":
            return subject.cls in ("Person", "Office", None) or not subject.named
        case "partnerOf":
            return target.named or plural  # "our oldest ally" is one that the text names elsewhere
        case "participatesIn":
            return target.named or target.cls != "Initiative"
        case "hosts":
            return subject.cls != "InternationalOrganization" or target.cls in ("Event", "Dialogue", None)
    return True


def _bare_office(entity: Entity) -> bool:
    """ "the Secretary", "Foreign Minister": an office that may be anyone's."""
    words = entity.label.split()
    return entity.cls == "Office" and len(words) < 3 and not any(w in _OF for w in words) and words[0].isalpha()


def _unresolved(entity: Entity) -> bool:
    """ "two countries", "both sides": which, the text does not tell."""
    words = entity.label.lower().split()
    return not entity.named and len(words) < 3 and words[-1] in _PARTIES


def _cut(entity: Entity) -> bool:
    """ "Section", "Foreign Ministers of the Governments": what they are of was told, and lost."""
    words = entity.label.split()
    return words[-1] in ("Governments", "which", "whom") or (len(words) == 1 and words[0] in _PARTS)


def _bare(entity: Entity) -> bool:
    if entity.named or entity.ordinal or len(entity.label.split()) != 1:
        return False
    return entity.cls in _VAGUE or (entity.cls in _DEFINED and entity.label[:1].isupper())


def told_otherwise(fact: Fact, resolution: Resolution) -> bool:
    """ "The Harbor Orchestra toured Japan": no visit as the relation has it, yet a fact under the text's own words."""
    ends = (fact.subject, fact.object)
    return fact.predicate == ("visited",) and all(resolution.entities[key].named for key in ends if key)
