"""Ordinary words of English: no slip of the keyboard for any other, and no name of anything.

What may live here: that list. Words a question is made of stand in `lexicon`.
"""

_WORDS = """
account achieve achievement activity actor admin admit adopt advantage affect afford agent album allow
almost alone alter alternative amazing ambition amend analysis anger angry animal announce annoyed anxious
apart apologies apologise apparent appeal appear application approach appropriate argue argument army
article aside aspect assess assessment asset assist assistance assume assurance attack attempt attention
attitude attract audience audit author authority automatic average avoid aware awareness background balance
ball band barely bear beat beautiful behave behaviour belief believe bench beneath benefit beside beyond
bind bird birth black blame blaming blank blind blood blow boat bone border bored boss bottle brain branch
brave bread break breath brexit bridge bright broad broke broken brother brown brush bullet bump bunch
burden burn bury button cake calculate camera camp cancer candidate candle capable capacity captain capture
careful carefully category celebrate central century ceremony challenge chamber champion channel chapter
character charity cheap cheer chief choice church circle circumstance citizen claim clarify clarity classic
clean clerk click client climb clock cloud coach coal coat code coffee cold collapse collect collection
combine comfort command commission commissioner compare comparison complain concentrate concept conclude
conclusion condition conduct conference confidence conflict confuse confused confusing connect connection
conscious consequence consider considerable consist constant construct consume contain content contest
context continue contrast convince cook cool cope copy corner correspondence county courage court cousin
cream creative credit crew crisis criteria criticism cross crowd crucial culture currency customer cycle
daily damage dance danger dangerous dark dashboard database daughter dead deaf dear death debate debt decade
declare decline deep defeat defend define definition degree demand demonstrate deny department deputise
deputising describe description deserve desire despite destroy determine device devote dialogue dinner
direction dirty disability disabled disappear disappointed disaster discover discovery disease dispute
distance distribute district diverse divide division domestic double doubt dream dress drink drive driver
duty eager earn earth easily economic economy edge editor effective efficient effort elect element eliminate
embarrass emerge emergency emotion emphasis empty enable encounter encourage energy enforce engine engineer
enjoy enormous enter entire entrance entry environment equal equality equipment equity error escape
essential estate estimate ethnic eventually everyday evil examine excellent except exchange exciting excuse
executive exercise exist existing exit expand expense expensive expert explanation explore express external
extract extreme fabulous facility fact factor factory faith fall familiar famous farm fast father fault
favour favourite fear feature fellow female field fifth fifty fight file film finger firm fish flag flat
flexible flight float flood floor flow flower folder foot football forecast foreign forest forever forty
forum frame framework frankly freedom fresh frustrated frustrating function fundamental funny furniture gain
gallery game garden gate gather gear gender gentle genuine girl gist glad glass global goal gold golden
gossip gradually graduate grass grumble guarantee guard guess guest guide guilty habit hair hall hang harm
hate healthy heat height hell helpful hero hide highlight hill historic historical history hole honest
honestly honour horrible horse hotel huge human humour hungry hurry hurt husband ideal identify identity
ignore imagine immediate immediately impossible impress impression incident inclusive indicate individual
industry inequalities inequality infant inquiry inside insight insist inspect inspection inspector install
instance instead institute institution instruction instrument intend intention internal international
interpret intervention introduce introduction invent invest investigate investigation investment island
jacket joke journal journey judge judgement juice jump junior jury justice keen kick kill king kiss knee
knock knowledge label labour lady lake landscape language laptop large laugh layer lazy leadership leap
least lecture legislation lesson liability liberal lifetime limit liquid listen literally literature load
location lonely lord loss loud louder lowdown luck lucky machine magazine mail maintain maintenance majority
male mandate manner manual margin market marriage married mass massive master material mathematics maximum
mayor meaningful meantime mechanism media medical medicine memory merely mess method middle midnight midweek
military milk minimum minor minority miserable mission mistake moan mode modern modest monitor monitoring
mood moon moral moreover mother motion motor mountain mouse mouth multiple murder museum music mutual
mystery narrow nation native natural naturally nature neat neck negotiation neighbour neither nervous noise
noisy normal normally north nose notice noticed novel nowhere nuclear numerous object objection obligation
observe obtain occasion occasionally occur ocean odds offence omit operate operation operator oppose
opposite opposition optimistic ordinary organise organised organiser origin original otherwise ought outside
oven overcome packet pain paint painting pair palace panel panic paragraph parliament participant
participate participation party passenger passion patience pattern pause peace peer pencil perfect perform
performance period permanent persuade pester philosophy photo photograph physical piano pink pipe pity plain
plane plant plastic platform pleasant pleasure plenty plus pocket poem poet poetry police polite political
politician politics poll pool popular population port portion pose possess potential pour power powerful
practical praise praised prefer preference premises presence preserve president pressure pride prime
principal principle prison prize probable procedure process prodding profession professional professor
profile profit promise promote prompt proof property proportion protect protection proud prove provision
psychology publicity purchase pure puzzle puzzled qualify quality quantity queen queue quit race racial
radical radio rail rain rapid rapidly rare rarely ratio react reaction realise realistic reality reasonable
recall recognise recommend recommendation recover recovery referred reflect reform refresh refresher regard
region regional regret regular regularly regulation reject relate relationship relative relatively relax
release relief religion reluctant rely remark remarkable remember remit remote replace replacement represent
representative reputation rescue research reserve resident residents resist resolution resolve resolved
respond restaurant restore restrict restriction retain retire retired reveal revenue reverse revise revision
reward rich ride rival river rock roll roof root rose route routine royal rubbish rundown rural rush safety
sake salary sample satisfied scared scary scene scientific scientist score scream screen script secondary
secret secretary section sector seek select selection self sell senate senior sense sensible sensitive
sentence separate sequence series serve setting shadow shake shame sharp sheet shelter shift shine shirt
shock shoe shoot shot shout shut sight signal signature significant silly similar similarly sing sister
situation sixth skill skin sleep slice slide slight slightly smart smell smile smoke smooth snow soap
society soft software soil soldier solid solution solve song soul sound south specialist species speech
spirit split spoke sport spread spreadsheet square stable stairs stamp standby star stare station statistics
steal steel steer stepping stick stock stomach stone storm straight strange stranger strategic stream stress
strike string strip structure stupid style subject substance substantial subtle suffer sufficient sugar
suggestion suit suitable summarise summarised supper suppose supposed surface surprise surprised surprising
surround suspect suspend sustain sweet swim switch symbol symptom tail tale talent tall tank teach tear
technical technique technology telephone television temporary tension theory therapy thick thin thirty throw
tight tiny tired title toilet tone tongue tooth topic toss tough tour toward towards tower trace trade
tradition traditional traffic transfer transform transition treat treatment tree trend trick trip troop
truck truly truth tube tune twelve twenty twice twin typical typically ultimate ultimately unfortunately
uniform union unique unit unite universal universe university unknown unusual upper urban urge vague valley
valuable variation variety various vary vast vegetable vehicle version victim victory video violence
virtually virus vision visitor vital voice volume voluntary vulnerable wage wake wall warn warning wash
waste wave wealth weapon wear wedding weekday weigh weird welcome west whatever whenever whereas wherever
whoever wife wild wind wine winner wise woman women wonderful wood wooden wool world worship wrap yard yeah
youth zero zone
"""

ENGLISH = frozenset(_WORDS.split())
"""Words left as they were typed."""
