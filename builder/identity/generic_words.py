"""Words of names that many things bear. None of them is of one text: a state has a ministry, a ministry a field."""

from __future__ import annotations

from ..numbers import words

#: Heads of bodies and posts that every state or organization may have: with words of a field they are anybody's.
EVERYBODYS = frozenset(
    words(
        "administration adviser agency ambassador ambassadors army assembly bureau cabinet chair chairman "
        "chairwoman chancellor commission committee congress constitution consulate council counselor court "
        "courts delegation department departments deputy director embassies embassy envoy general government "
        "governments governor king legislature mayor military minister ministers ministries ministry mission "
        "navy office parliament police premier presidency president presidents prince princess queen "
        "representative secretariat secretaries secretary senate spokesman spokesperson treasury"
    )
)
#: Words of fields, ranks, quarters of the compass and qualities: alone they tell no thing from another.
FIELDS = frozenset(
    words(
        "abuse academy access accord accords accountability act acting action administration administrations "
        "affairs agencies agency agenda agreement agreements agricultural agriculture aid air alliance allies "
        "ally anniversary annual anticorruption appeal appeals area armed arms article assembly assistance "
        "assistant association authorities authority bank base bilateral bill biodiversity board bodies body "
        "border branch budget bureau business businesses cabinet capital caretaker census center central "
        "chain chains change charter chief children citizens city civil civilian climate coalition coast code "
        "college command commerce commission committee communications company comprehensive conduct "
        "conference conflict congress congressional conservation constitution constitutional construction "
        "consulate consultations control convention cooperation coordination coordinator corporation "
        "corruption council counterterrorism countries country court courts crime crimes criminal crown "
        "cultural culture customs day declaration defense democracy democratic deputy designate development "
        "dialogue digital directorate disaster disasters disease diseases district diversity division drug "
        "drugs east eastern economic economics economy education elect election elections embassies embassy "
        "emergency employment energy enforcement environment environmental equality excellency exchange "
        "exchanges executive exercise exercises expression external facility faith family federal federation "
        "fifth finance financial first fisheries food force forces foreign forestry forests former forum "
        "foundation fourth framework freedom freedoms friend friends fund gas gender global governance "
        "government governments governor governors group groups growth head headquarters heads health "
        "hemisphere high highness home hospital house housing human humanitarian immigration implementation "
        "inclusion inclusive incoming independence industries industry information infrastructure initiative "
        "innovation institute institutes intelligence interagency interim interior internal international "
        "investment investments island islands joint judicial justice king kingdom labor labour land law "
        "leader leaders leadership league legal legislative local majesty management market markets mayor "
        "mechanism media medical medicine meeting meetings member members memorandum men migration military "
        "mines mining ministerial mission missions monetary monitoring month multilateral narcotics nation "
        "national nations natural naval network networks new nonproliferation north northern nuclear "
        "nutrition ocean oceans office officer officers offices official officials oil operation operations "
        "opportunities opportunity order organization organizations outgoing page pandemic panel parliament "
        "parliamentary parties partner partners partnership partnerships party peace people peoples permanent "
        "person persons petroleum pillar pillars plan planning plans platform plenary policies policy "
        "political pollution president's presidential press prime prince princess principal private process "
        "program programs project projects prosperity protection protocol province public punishment quality "
        "queen reconciliation reform reforms refugee refugees region regional regulation regulatory relations "
        "relief religion religious report reports representatives republic research resilience resources "
        "response responsibility responsible revenue rights round royal rural safety sanctions school science "
        "sciences second secretariat section sector security senate senior service services session sheikh "
        "social society south southern space special sport sports stability staff standards state statement "
        "states statistics strategic strategy summit supply support supreme survivors sustainable talks task "
        "tax team teams technology terrorism third title torture tourism trade trafficking training "
        "transition transparency transport transportation treatment treaty tribunal tribunals trilateral "
        "under understanding union unit units university urban vaccine vaccines vice victim victims violence "
        "war water weapons website week welfare west western wildlife woman women working works world year "
        "youth zone"
    )
)
#: Heads of what an owner has one of, whatever words of a field stand with it.
ONE = frozenset(
    words(
        "administration army assembly cabinet chancellor congress constitution crown day embassy emir emperor "
        "forces government governments king kingdom legislature military ministry monarchy navy parliament "
        "pope premier presidency president queen senate sultan treasury"
    )
)
#: Heads of what an owner has many of, so that owner and name are not enough.
MANY = frozenset(
    words(
        "accord act admiral adviser advisers agreement agreements ambassador ambassadors area assistant "
        "attache bank base bill campaign chair chairman city commissioner company consul consulate "
        "coordinator coordinators counselor court delegation deputy dialogue director envoy envoys exercise "
        "force fund general governor group head hospital initiative judge law leader leaders meeting meetings "
        "member members memorandum ministers mission missions office officer officers official officials "
        "operation order partnership plan plans prince princess program programs project projects province "
        "report reports representative representatives school secretaries senator senators session "
        "spokesperson staff statement strategy summit talks team university visit zone"
    )
)
#: Heads of parts of a body, which the body speaks of without saying whose they are.
PARTS = frozenset(words("branch bureau directorate division office secretary"))
#: Words before "minister" that are no field.
RANKS = frozenset(words("acting assistant deputy first former prime second senior vice"))
