"""What the graph contract fixes, written down here a second time: a judge must not ask the one it judges."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STATUSES = _words("Asserted Planned Negated Reported")
COMPARATORS = _words("= > >= < <= ~")
CLASSES = _words(
    "Country Organization InternationalOrganization GovernmentBody Person Office Agreement Initiative Dialogue Pillar "
    "Event Report Place Embassy Commodity Topic Measurement Document"
)
RELATIONS = _words(
    "memberOf observerOf partyTo signed negotiates participatesIn hosts partOf hasPillar aimsTo launchedBy announcedBy "
    "ledBy chairedBy complements diplomaticRelationsWith recognized independentFrom sharesBorderWith partnerOf "
    "ambassadorTo holdsOffice hasEmbassyIn exports imports tradePartnerOf investsIn providesAssistanceTo funds visited "
    "issued designates"
)
SYMMETRIC = _words("diplomaticRelationsWith sharesBorderWith partnerOf")
#: relations that every gold file has completely: an Asserted statement with one of them that gold lacks is wrong
COMPLETE = _words(
    "memberOf observerOf partyTo signed negotiates participatesIn diplomaticRelationsWith recognized exports imports "
    "partnerOf launchedBy hosts"
)
QUALIFIERS = _words("startDate endDate pointInTime tradingPartner rank rankedAs as ordinal")
PROPERTIES = _words("address telephone")  #: of an embassy, with a literal
