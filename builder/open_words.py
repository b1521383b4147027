"""Closed classes of words that decide what an open statement may be about."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


TIMES = words_of("""
a.m. afternoon age am anniversary autumn century date day deadline decade duration era evening hour midnight moment
month morning night noon occasion p.m. past period pm present quarter season spring summer term time today tomorrow
week weekend while winter year yesterday
""")  #: stretches and points of time

#: say nothing without a complement that tells of what, even with an adjective of praise or blame
NEEDY = words_of("""
ability account achievement action advance aim ambition anniversary announcement answer appreciation approach area
argument arrival aspect assurance attempt attention authority background barrier basis belief benefit blow body
breadth call capability capacity case cause challenge chance change choice circumstance claim comment commitment
concern conclusion condemnation condition condolence confidence congratulation consequence context contribution
cooperation core cost counterpart course criterion debt decision decline dedication degree delay demand departure
depth desire detail determination development difference difficulty direction discussion effect effort element end
engagement environment event evidence example expectation experience expression extent fact factor failure fate
feature feeling focus following form forward foundation framework fruit function future gain gap goal gratitude
ground grounds growth guarantee guest hand harm help highlight hope idea impact implication importance improvement
increase indication influence initiative input insight integration intent intention interest issue item job journey
joy key kind lack leadership legacy level life limit line link list location loss lot manner mark matter mean means
measure member message method milestone mind minimum mission moment momentum motive move nature need news note
number object objective obligation obstacle occasion offer one operation opinion opportunity option order outcome
outlook pain pair part participation partnership path pattern pause people period perspective phase piece place plan
pleasure pledge point position possibility potential practice presence pressure pride principle priority problem
process program progress promise proof prospect purpose pursuit quality quantity question range rate reach reaction
readiness reality reason recognition reduction reference regard relation relationship release remark reminder reply
request resolve resource respect response responsibility rest result return rise risk role root rule scale scope
series set shape share side sign significance situation solidarity solution sort source spirit spot stage stake
standard start statement status step strength struggle subject success sum support surprise sympathy talk target
task term thanks thing thought threat tie today tomorrow tone tool top topic total touch track travel trend tribute
trip trouble truth turn type understanding unit use value variety version view viewpoint voice wake warning way
weakness welcome will willingness wish wishes word work worth
""")

#: turns of phrase: never a thing, not even with a complement ("on the occasion of")
TURNS = words_of("""
accordance account addition behalf bit conjunction course degree eve extent face favor favour forefront grasp
instance keeping kind least lieu light line lot manner margin mean means midst most occasion order other parallel
part person place regard respect sake same sideline sort spite tandem turn wake while whole
""")

#: adjectives that praise, weigh or point, and so tell of nothing
WEIGHING = words_of("""
able additional ambitious appropriate available bad best better big bold brave broad central certain clear close
common comprehensive concrete constructive continued continuing continuous critical crucial deep deepening different
direct early effective enduring enhanced enormous essential excellent exceptional expanded extensive extraordinary fair
final firm first following former fruitful full further genuine good grave great greater growing happy hard heavy
heightened high historic huge immediate important increased increasing individual integral intense ironclad joint
key large last lasting latest leading little longstanding main major many many-sided meaningful mere more much
mutual necessary new next numerous ongoing only open other outstanding own particular past personal pivotal positive
possible potential powerful practical present pressing previous prime productive profound proper proud rapid real
recent relevant remarkable renewed respective right robust serious several shared short significant similar simple
sincere single small solid special specific steadfast strategic strong stronger strongest substantial substantive
successful such sufficient sustained swift tangible tireless total tremendous true unique unwavering urgent useful
valuable various vast very vital warm well whole wide worthy wrong
""")

#: end as nouns of doing do, but are known for what they are
CONCEPTS = words_of("""
abolition aggression ambulance ammunition audience championship citizenship competition conference constitution
construction consumption corruption credit deforestation democracy discrimination disinformation education election
emission equipment extradition finance government hardship immigration independence infection inflation information
innovation insurance intelligence intervention invasion investment irrigation justice legislation maintenance
malnutrition manufacture migration misinformation monument nation nutrition occupation opposition ownership
parliament pollution population production prohibition proliferation propaganda radiation reconstruction religion
repression resilience revolution sanction sanitation scholarship science self-defense settlement starvation station
taxation television tolerance torture township transportation unemployment vaccination violence warship
""")

#: nouns of nothing that one can point at, beside those told by their endings
ABSTRACT = words_of("""
access account action advance aim anger approach area aspect aspiration attempt attention basis belief benefit
breadth burden call care case cause center challenge chance change choice claim climate concern condition conduct
context contribution control cost courage course criterion culture danger deal debate decline decrease default
defeat defense deficit delay demand depth desire detail dialogue difference discourse doubt duty effect effort
emphasis end energy equality equity error esteem event example exchange extent fact failure faith fear field focus
force form front gain goal grasp ground guarantee harm haste hate health hope idea ideal impact importance impulse
impunity increase influence initiative insight intent interest issue justice key kind lack law level life light
limit link loss love manner matter mean measure meeting memory message method mind mission mistake momentum mood
move nature need norm objective obstacle offer opinion option order outcome outlook outrage pace part path pattern
peace place plan plea pledge point policy position potential power practice pressure pride principle priority
problem process progress promise proof prospect protest purpose question rate reach reality reason recovery reform
regard relation relief request research resolve respect response result return right risk role root rule safety sake
scope search sense shape share shift side sign skill solution source speech spirit spread stability stage stake
standard start state status step stop strategy strength stress struggle success support sympathy talk target task
team tension term terms terror theme thing thought threat tie time tone topic touch trade tradition transit treat
trend trust truth type use value view violence vision wake way welfare will wish word work worth
""")

#: what lasts or was done, whoever speaks of it; not what may be wished for, such as a withdrawal
STANDING = words_of("""
aggression aid alliance buildup appeal assault assistance attack attention backing ban blockade brutality campaign claim
collaboration commitment competition concern condemnation conflict contact contribution cooperation crackdown
criticism dedication dependence dialogue dispute effort embargo engagement exchange focus friendship gratitude
hostility influence interest interference intervention invasion investment involvement lead link monopoly
objection occupation offensive opposition participation partnership presence progress relation relationship reliance
resistance response sale sanction shipment solidarity stake stance strike supply support sympathy tie trade treaty
violation war work
""")

#: verbs that take their object for granted, even where they are themselves only planned
SPOKEN = words_of("""
acknowledge address admire affirm applaud appreciate celebrate commemorate commend condemn criticise criticize decry
denounce deplore describe discuss emphasise emphasize examine highlight honor honour laud mark mention note praise
protest raise reaffirm recall recognise recognize regret reiterate review salute stress thank underline underscore
welcome
""")

#: verbs whose object is not, or not yet, so
WISHED = words_of("""
abandon ask avoid call cancel cease consider demand deny desire discourage end envisage expect halt hope lack need
offer oppose plan pledge prevent promise propose reject renounce request require seek solicit stop suspend threaten
urge want wish
""")

#: nouns that must say of, to, with or about what
LEANING = words_of("""
ability abundance adherence absence access accountability availability awareness adoption breadth buildup capability
collaboration compliance concern confidence contribution deepening dedication depth desire dialogue elimination
encouragement establishment expansion friendship fulfillment fulfilment goal horror implementation importance inclusion
integrity interest intent intention likelihood majority minority necessity need number possibility prevention promotion
readiness reliability result share signal significance sovereignty spirit strengthening tie transition use validity
willingness withdrawal bond history relationship partnership relation link aspiration engagement
""")

#: say nothing without a word that tells which ones are meant
VAGUE = words_of("""
act action activity actor agency agreement alliance analyst announcement arrangement article asset association attendee
attribute authority beneficiary body brother campaign candidate category center centre ceremony chapter child citizen
client colleague commission commissioner committee community company component conference convening council country
daughter deal delegate delegation department deputy device director disclosure document domain effort elite employee
entity event facility family father field figure firm forum fund gathering government group head hero
husband individual industry initiative institution instrument item law leader list location man manager
material mechanism meeting member minister ministry mother nation neighbor neighbour network office officer official
operation operator order organisation organization outlet parent part participant partner party passage people person
personnel perspective place player policy population program programme project proposal provision recipient region
regime relative report representative requirement resolution respondent response role rule secretary section session
side signatory sister site society son source speaker specialist spouse staff stakeholder state statement story strategy
structure subject subsidiary summit supporter system talk target team territory theme third topic unit user version
vessel victim visit visitor volunteer wife witness woman work worker year
""")

#: what of these says nothing, and what says little, without more words
EMPTY = NEEDY | LEANING
LOOSE = EMPTY | VAGUE
HOLLOW = EMPTY | TURNS

#: there is one that everybody knows
UNIQUE = words_of("""
climate earth economy environment internet moon nature ocean planet press public sea sky space sun world
""")

#: below these a thing is wished for, planned or only thought of
UNREAL = words_of("""
aim aspiration attempt building call chance commitment construction creation desire determination development effort
establishment expectation formation goal hope idea importance installation intent intention interest need necessity
objective opportunity order plan pledge possibility potential principle prospect proposal purpose pursuit readiness
request requirement resolve role support target urge value vision way willingness wish
""")
