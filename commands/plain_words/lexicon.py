"""The words a question is made of, short forms written out, and the common words that are no slip of another.

What may live here: lists of words. Which of them ask for what stands in `shapes`.
"""

from collections.abc import Iterator


def _is_forms() -> Iterator[tuple[str, tuple[str, ...]]]:
    """`what's`, and `whats` where that is no word of its own."""
    for word in ("what", "who", "where", "how", "when", "that", "there", "it", "he", "she", "here"):
        yield f"{word}'s", (word, "is")
        if word not in ("it", "he", "she", "here"):
            yield f"{word}s", (word, "is")


def _not_forms() -> Iterator[tuple[str, tuple[str, ...]]]:
    """`haven't` and `havent`."""
    for word in "is are was were has have had do does did could would should need".split():
        yield f"{word}n't", (word, "not")
        yield f"{word}nt", (word, "not")


SHORT_FORMS: dict[str, tuple[str, ...]] = {
    **dict(_is_forms()),
    **dict(_not_forms()),
    "can't": ("can", "not"), "cant": ("can", "not"), "won't": ("will", "not"), "wont": ("will", "not"),
    "shan't": ("will", "not"), "cannot": ("can", "not"), "i'm": ("i", "am"), "im": ("i", "am"),
    "i've": ("i", "have"), "ive": ("i", "have"), "i'd": ("i", "would"), "i'll": ("i", "will"),
    "we're": ("we", "are"), "we've": ("we", "have"), "weve": ("we", "have"), "we'd": ("we", "would"),
    "we'll": ("we", "will"), "they've": ("they", "have"), "theyve": ("they", "have"),
    "they're": ("they", "are"), "theyre": ("they", "are"), "you're": ("you", "are"),
    "you've": ("you", "have"), "wots": ("what", "is"), "wot": ("what",), "whit": ("what",),
    "whits": ("what", "is"), "wha": ("who",), "whae": ("who",), "whaur": ("where",), "dae": ("do",),
    "hae": ("have",), "hiv": ("have",), "wi": ("with",), "fae": ("from",), "noo": ("now",),
    "oor": ("our",), "aw": ("all",), "ony": ("any",), "onything": ("anything",), "gonnae": ("going", "to"),
    "gonna": ("going", "to"), "isnae": ("is", "not"), "hasnae": ("has", "not"), "havenae": ("have", "not"),
    "cooncil": ("council",), "polis": ("police",), "ken": ("know",), "any1": ("anyone",),
    "some1": ("someone",), "wen": ("when",), "wat": ("what",), "wats": ("what", "is"),
    "xmas": ("christmas",), "nos": ("numbers",), "docs": ("papers",), "dept": ("department",),
    "govt": ("government",), "yous": ("you",), "youse": ("you",), "yer": ("your",), "lemme": ("let", "me"),
    "gimme": ("give", "me"), "dunno": ("not", "know"), "gotta": ("have", "to"), "wanna": ("want", "to"),
    "sup": ("what", "is", "up"), "coz": ("because",), "cos": ("because",), "bc": ("because",),
    "hav": ("have",), "thru": ("through",), "daein": ("doing",), "gaun": ("going",), "aboot": ("about",),
    "hoo": ("how",), "oot": ("out",), "doon": ("down",), "pls": ("please",), "plz": ("please",),
    "ta": ("thanks",), "cheers": ("thanks",), "thx": ("thanks",), "mtg": ("meeting",),
    "mtgs": ("meetings",), "wk": ("week",), "wks": ("weeks",), "yr": ("year",), "mth": ("month",),
    "w": ("with",), "re": ("about",), "u": ("you",), "ppl": ("people",), "wrt": ("about",), "o'clock": (),
    "info": ("information",), "exec": ("executive",), "msg": ("message",), "tho": ("though",),
}  # fmt: skip
"""What short forms and a few words of Scots stand for."""

_ASKING = """
what which who whom whose where when why how is are was were be been being am do does did done doing has
have had having can could will would shall should may might must let get got give given show list tell see
find search searching fort remind look looking know need needs needed want wants wanted any anything anyone anybody
something someone somebody nothing nobody none noone everything everyone everybody all each every both some more most
many much few other others another else just only also me my mine i we us our ours you your yours they them
their theirs it its he she his her him this that these those there here one ones two three four five six
seven eight nine ten first second third last next previous new newest recent recently lately latest current
currently now today tomorrow yesterday yet still already ever never again soon later please thanks thank
hello hiya morning afternoon evening cheers sorry kindly quick quickly question ask asks asked asking a an
and the of for to in on at by with from or but if as so than then too not no yes ok okay about around over
under into onto out off up down per via between before after since until till during within without through
against because while although though whether versus
"""

_FIELD = """
action actions priority priorities theme themes objective objectives plan plans loip board boards meeting
meetings meet meets met paper papers agenda item items decide decides decision decisions direct digest
deadline deadlines deliver delivery delivers delivered partner partners partnership partnerships group
groups body bodies organisation organisations agency agencies locality localities area areas register report
reports reported reporting update updates updated updating status progress milestone milestones date dates
dated undated due overdue late behind slip slips slipped slipping delay delays delayed miss missed missing
passed past stuck blocked blocker blockers blocking barrier barriers block held hold holding wait waits
waited waiting stale silent silence quiet unconfirmed unheard heard hear hearing unowned unassigned orphan
orphans orphaned owner owners owned owns own officer officers lead leads leading led leader leaders chair
chairs chairing chaired deputy critical friend friends support responsible responsibility charge contact
contacts speak speaking talk call ring phone email person people team teams post posts member members seat
seats sit sits sitting run runs running change changes changed changing move moves moved moving movement
happen happens happened happening improve improves improved improving worsen worsened worse better different
difference news said say says saying told discussed mentioned words word start started starting begin began
begun finish finished complete completed completing completion close closed closes closing open opened opens
outstanding remaining left track risk green amber orange yellow red blue paused reds ambers greens trouble
struggling struggle problem problems issue issues concern concerns concerned worry worried going well badly
ahead unhappy order summary overview picture whole full round roundup help record recording work works
working use using mean means explain understand agreed agree agrees week weeks weekly fortnight month months
monthly year years quarter day days spring summer autumn winter january february march april june july
august september october november december monday tuesday wednesday thursday friday saturday sunday jan feb
mar apr jun jul aug sep sept oct nov dec
"""

_SAID = """
able above accept across actual actually add added adding address advice advise afraid ago aim alongside
among amount annual answer appoint appointed apply approval approve approved arrange arranged arrive attend
attended available away award back bank based basis become below best bid bids big bill bit book booked
bring brought budget build building busy came campaign campus card care carry case cases catch cause certain
chance check checked checking child children choose chosen city clear clinic college coming comment comments
commit committed common community communities compete complex confirm confirmed consult consultation
contract control cost costs council count couple course cover cut data deal decided depend depends design
develop developed digital directly director discuss door draft drafted drafting draw drop dropped early
easier easy education effect election employ employer employers end ended engage engaged enough ensure
establish evaluate evaluation event events evidence example expect expected experience extend extra face
fail failed fair families family far feedback feel felt figure figures fill final finalised finally finance
fine fire fit fix fixed focus follow followed following food force form formal forms forward found free
front fund funded funder funding funds further future gap gave general good govern governance government
grand grant great greed ground grow growing guidance half hand handed happy hard head heads health heart
heavy helped high hire hired holiday home hope hoped hopefully hoping hospital host hour hours house housing
idea illness impact important improvement include including income increase information inform initial
insurance interest interview interviews invite invited involve involved issued job join joined joint keep
keeping kept key kind lack larger launch launched law lawyer lawyers learn lease leave leaves leaving legal
lend less letter level library lift light like likely limited line link little live living loan local lock
long longer lost lot love low made main major make making manage managed manager managers map mark match
matter maybe meant measure mental mention mile mind minute minutes mobile model money name named national
near nearly necessary negotiate network night nurse offer offered office often old online opening opinion
option options outcome outcomes owe page paid part parts pass pay permission phase pick picked pilot piloted
place placed places planned planning pledge point policy poor poster practice prepare present press pretty
price print private procurement procure produce programme progressing project projects proper proposal
propose provide public publish published pull purpose push put quite quote rad raise raised ran range rate
rather reach reached read ready real really reason receive received recruit recruited recruiting recruitment
reduce refer referral referrals refuse refused refuses remain rent repair reply request require resign
resigned resource resources response rest result results resume resumed return returned returns review
reviewed revised right rise road role room rooms rota rough rule safe sale same save scale schedule scheme
school schools scope scoping search secure secured seem seems seen send sent serious service services
session sessions set settled several share shared sharing short shortly shown sick side sign signed signoff
simple single site sites size slot slow slowly small social sort sought source space spaces speed spend
spent staff stage stages stalled stand standing state stay step steps stop stopped story strategy street
stretch strong student students study submit submitted success such suggest sure survey system table take
taken takes taking target task template tender term terms test tested testing thing things think thought
time times timing together took tool top total touch town trained training transport travel trial tried
trust try trying turn type unable unclear unless unlikely upset urgent used useful user users usual vacancy
vacant value van venue venues very view village visit visited volunteer volunteers vote walk walking warm
watch way website went wide window wish withdraw withdrawn withdrew won worker workers workshop workshops
worst worth write writing written wrong wrote young anyway nae wee aye catch-up handle regarding concerning
progressed advance appreciate wondering wonder curious possible possibly chase chasing nudge catchup folk
folks guys hows brief briefing prep pack quarterly behind-hand tonight nowt summat stuff plate deck desk
lists names naming allocated assigned reminder presently pending upcoming hanging dragging drifting drifted
gone goes comes come turned getting gets rag ragged colour colours play played player weather terrible awful
capital country toner delete deleted remove removed cancel cancelled erase create created rename merge
forget archive states sorted nice lots loads bits piece pieces pace wheel wheels boxes ticket tick ticks
doors land lands landed ship shape shop shops car cars train bus buses roads park parks leaflet leaflets
flyer web emails inbox zoom calls holidays festive easter christmas hogmanay class classes courses grade
nursery pupil pupils parent parents mum dad mums dads kids weans bairns baby babies adult adults older
elderly carer carers tenant tenants tenancy landlord landlords rents heating fuel meal meals lunch breakfast
kitchen fridge freezer shelf shelves shelving adviser advisers advisor advisors mentor mentors tutor tutors
doctor doctors gp gps surgery surgeries dentist patient patients ward wards councillor councillors minister
ministers scotland scottish glasgow edinburgh france london percent dozen hundred thousand million pound
pounds cash cheque grants lottery agreement agreements contracts insured licence licences permit solicitor
protocol gdpr templates questionnaire complaint complaints positive negative mixed neutral weak strength
weakness opportunity threat medium bigger biggest smaller smallest bottom longest oldest youngest shortest
nearest closest farther furthest additional obvious true false correct incorrect accurate exact exclusion
excluded tackle tackling prevent combat boost redated redraft reworked rescheduled postponed colleague
colleagues patch covers covering exam exams
"""

_SAYING_LITTLE = """
action actions priority priorities theme themes objective objectives plan loip area register partnership
group groups body bodies organisation organisations agency agencies locality localities people folk folks
team teams status thing things stuff item items work moment minute bit wee whole overall view like sort kind
time date dates bot wondering wonder curious possible possibly chance idea check checking handle reminder
brief briefing short summary picture hope well good day happy detail details information note notes really
actually basically anyway exactly altogether total number count rough roughly regarding concerning far board
partner partners cpp going go gone thinking think trying sitting matter matters report aye nae back gets
getting come comes coming make makes made put use say tonight guys able appreciate prep prepare pack own
side front regards mind sure set line ready respect behalf relation relating terms take taken taking held
contribute contributes contributing contribution involved involve involves involvement relevant related pal
mate chum hen pet love x xx lol ha oh ah um er urgent urgently asap provide send supply end ends headline
fully formally actual specific particular across update updates progress position plans leave holiday
weekend
"""

NEUTRAL = frozenset(f"{_ASKING} {_SAYING_LITTLE}".split())
"""Words that a question may hold without meaning anything more by them."""

OF_THE_FIELD = NEUTRAL | frozenset(_FIELD.split())
"""The words a question is made of: never the name of anything."""

COMMON = NEUTRAL | frozenset(f"{_FIELD} {_SAID}".split())
"""Words that stand for themselves; also what a slip of the keyboard is put right to."""
