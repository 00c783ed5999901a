"""The words by which a question is known: patterns over a sentence's plain words, one group a shape.

What may live here: patterns and nothing that decides. Which shape looks for which of them stands in `shapes`.
"""

import re


def patterns(*sources: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that begin and end where words do."""
    return tuple(re.compile(rf"\b(?:{source})\b") for source in sources)


HELLO = re.compile(
    r"(?:(?:hi|hello|hey|hiya|good|morning|afternoon|evening|there|loip|bot|all|again|you|how are|"
    r"is anyone there) ?)+"
)
THANKS = re.compile(
    r"(?:(?:ok|okay|great|perfect|brilliant|lovely|super|many|much|thanks|thank|you|very|"
    r"appreciated|a|lot|so|for|that|the|is|it|was|indeed|really|all|kindly|guys|"
    r"help|your|no|problem|got it|will do|fine|good|noted|bye|magic|grand|pal|mate|folks|team|everyone|you all|"
    r"again|then|now|just|what|i|needed|wanted|to hear|exactly|spot on|job|one|stuff|work|well done|x+) ?)+"
)
THANKING = re.compile(
    r"thank|great|perfect|brilliant|lovely|super|appreciated|magic|grand|good|noted|bye|fine|\bok|got "
    r"it|will do"
)
HELP = patterns(
    r"how (?:do|can|should|would|does|to) (?:i|we|one|you|a|an|anyone|partners?)? ?(?:\w+ "
    r")?(?:use|update|record|report|say|add|change|correct|undo|tell|ask|"
    r"send|submit|put|log|do|get|edit|delete|fix|work|set|give|enter|mark|move|assign|hand|pass|take|change|"
    r"say|stop|start|close|let|find out)",
    r"what (?:can|do|should|could) (?:you|i|we) (?:do|ask|say|type|use|know|need to type)",
    r"how (?:does|do) (?:this|it|you|the bot|that|loip) work|(?:your|the) commands?|instructions?|user guide",
    r"what (?:do|does) (?:the )?(?:\w+ ){1,3}mean|explain the|difference between|what is meant by|"
    r"meaning of|what are you(?= for|$)|who are you|help me|"
    r"(?:i )?(?:need|want) (?:some |a bit of )?help|^(?:please )?help|help please",
    r"(?:do|did|does) not (?:understand|get (?:it|this|that)|follow|make sense)|confused|baffled|"
    r"no idea (?:what|how)",
    r"teach me|show me how|not sure how|(?:meant|supposed|expected) to do as|what is my role",
)
MINE = patterns(
    r"my (?:own )?(?:\w+ )?(?:actions?|list|stuff|updates?|work|tasks?|ones|plate|desk|bits?|patch|end|side|"
    r"share|portfolio|to "
    r"do|todo|milestones?|deadlines?|name|areas?)|mine",
    r"(?:what|which|anything|something|much|many|actions?|everything|all)?(?: \w+){0,3} (?:for|"
    r"from|on|with|to|against|by|off|of) me",
    r"(?:what|which|where) (?:\w+ ){0,4}i (?:signed|agreed|promised|lead|own|owe|said i would|"
    r"offered)(?: up)?(?: to| for)?",
    r"(?:do|have|am|did|should|must|can) i (?:any|anything|have|need|owe|got|missed|miss|miss anything|behind|"
    r"late|up to date|due|overdue|on top|supposed|still|actually|"
    r"updated?|not|do|doing|leading|responsible|in charge|down|be|working|looking after|meant)",
    r"(?:what|which|where) (?:\w+ ){0,3}(?:do|have|am|should|must|did|are|did) i|i (?:owe|need to "
    r"(?:update|do|report)|have (?:to|got)|am (?:down|responsible|leading|due|behind|"
    r"late|meant|supposed))",
)
BOARD = patterns(
    r"(?:the |our |this )?(?:next|coming|upcoming|this) (?:\w+ )?(?:board|board meeting|"
    r"meeting)s?|when (?:is|does|do|are|will|was)(?: the| our| we)?(?: next)? (?:\w+ )?board(?: "
    r"(?:meeting|meets?|next|sit))*",
    r"board (?:dates?|meetings?|agendas?|papers?|asks?|day|meets?|decisions?)|dates? (?:of|for) "
    r"(?:the )?(?:\w+ )?board|what (?:day|date|time) (?:is|was) (?:the )?(?:next )?board",
    r"(?:board |the )?(?:papers?|paper deadline|agenda)(?: (?:\w+ ){0,2}(?:due|close|closing|"
    r"deadline|in|for|out))?|deadline for (?:the )?(?:board )?papers?",
    r"(?:asked|asks?|asking|ask|put|going|goes|go|taken|taking|take|needs?|want|wanted|wants|ow(?:e|es|ing)|"
    r"decid\w+|decisions?|direct\w*|consider\w*|discuss\w*|items?) "
    r"(?:(?:\w+ ){0,3})(?:of |to |for |from |by |at )?(?:the )?(?:next )?board",
    r"(?:the )?board (?:\w+ ){0,3}(?:asked|decid\w+|deciding|direct\w*|needs?|wants?|have to|need "
    r"to|do|consider\w*|discuss\w*|agree|being|talk\w*|look\w*|see\w*|hear\w*|told|shown)(?: (?:to "
    r")?(?:decide|direct|do|agree|discuss))?",
    r"(?:next|coming up|ahead|up) (?:for|at|to|with) (?:the )?(?:next )?board|(?:am|do|are|must) (?:i|we) "
    r"(?:to )?(?:decid|approv)\w*(?: on| at)?",
    r"board (?:on|this|next)|(?:brief|prepare|prep|ready) (?:\w+ ){0,2}for (?:the )?board",
    r"being asked|asked to decide|to decide|for decision|we (?:next )?meet(?:ing)?(?: next)?|in "
    r"front of the board|coming to the board",
)  # fmt: skip
LAST_MEETING = patterns(
    r"when (?:was|did) (?:the |our |it |they |we )?(?:last |previous )?.*|date of the last|last "
    r"(?:board|meeting|met|meet)"
)
MEETS = patterns(
    r"(?:has|have|had) (?:\w+ ){1,4}met",
    r"(?:next|last|when (?:is|does|do|did|will|was|are)|date of|dates? for)\b.*\b(?:meet(?:s|ing|"
    r"ings)?|met|date|next|sits?)|when (?:is|does|do|did|will|was|are)|next meeting|meets? next",
)
CHANGED = patterns(
    r"changed?|changes|chang(?:ed|ing)|moved?|movements?|moving|different|differences?|what is "
    r"new|new(?: since)?|anything new|news|happened|happening since|"
    r"improve(?:d|ments?)?|improving|worsen(?:ed|ing)?|got (?:worse|better)|gone (?:backwards?|"
    r"forwards?|red|green|amber|up|down|off)|shift(?:ed)?|better|worse",
    r"catch me up|up to speed|catch ?up|(?:have|did) (?:i|we) miss(?:ed)?|updated since|what (?:has|have) "
    r"(?:\w+ ){1,4}(?:done|achieved|delivered)|(?:any|what|more|much|made|making|good) progress|"
    r"progress since|progressed|turned (?:red|green|amber)|"
    r"gone on|going on since|redat(?:ed|ing)|rescheduled|postponed|(?:pushed|put|moved|knocked) back|"
    r"brought forward|"
    r"new dates?|dates? (?:\w+ )?(?:moved|changed|slipped)",
)
CHANGED_THEN = patterns(r"slipp(?:ed|ing|age)|slips?|gone wrong|went wrong|turned|became")
"""What is a change where a time is said with it, and a state where none is."""

TURNED = patterns(
    r"(?:gone|went|turned|became|now|going) (?:red|amber|green|blue|off track|at risk|on track)"
)
"""What changed to a status that is said."""

SAID = patterns(
    r"said|say|says|saying|reported|reporting|told|discussed|minuted|wrote|written|mentioned|"
    r"quoted?|wording|words|comments?|notes?|narrative|commentary|stated|feedback|history",
    r"(?:came|come|coming|been) in (?:about|on|from)|did (?:\w+ ){1,4}(?:tell|put|write|hear|add)|"
    r"have (?:we|they) (?:told|put)|fed back|feedback|recorded",
    r"(?:hear|heard)(?: (?:from|about|on|of))?|updates? (?:on|about|for|from|did|was|were|we)|"
    r"(?:last|previous|recent|latest|any|all) updates?|report (?:on|about|from)",
)
LEADS = patterns(
    r"who (?:is |are |was )?(?:the |our )?(?:named )?(?:lead(?:s|ing)?(?: officers?| body| "
    r"partner| agency| group| organisation)?|led|runs?|running|owns?|owner|has|have|holds?|"
    r"coordinat\w+|responsible|accountable|in charge|look(?:s|ing)? after|heads?(?: up)?|taking|responsibility|"
    r"doing|does|"
    r"driving|deliver(?:s|ing)?|behind|takes?|got|carr(?:y|ies|ying)|dealing|handl(?:es|ing)|"
    r"working|champions?|fronting|looks)(?: (?:on|up|of|for|forward|after|with|it|the))*",
    r"who (?:is )?cover(?:s|ing)|(?:any|some)(?:one|body)(?: else)? (?:know who is )?(?:lead(?:s|ing)?|"
    r"own(?:s|ing)?|running|responsible|in charge|taking|"
    r"taken|picked|signed up)(?: (?:on|up|it|this|that|for|of))*",
    r"(?:which|what) (?:\w+ )?(?:body|partner|agency|organisation|group|team|officer|person|department) "
    r"(?:is )?(?:leads?|leading|responsible|runs?|running|owns?|in charge|looks after)(?: (?:on|of|for))*",
    r"whose|(?:lead|coordinating) officers?(?: (?:for|of|on))?|(?:responsible|accountable)(?: "
    r"for)?|in charge(?: of)?|led by|lead (?:body|partner|agency|group|for|on|organisation)|owned "
    r"by|who is (?:it|that) (?:with|under)|leads? (?:for|on)|leads?|sponsor",
    r"critical friends?(?: (?:for|of|on))?|deputy(?: (?:for|on))?",
)
WHO = patterns(
    r"(?:any|some)(?:one|body) (?:else )?(?:from|at|in|on)",
    r"who (?:\w+ ){0,3}(?:speak|talk|ring|call|phone|email|contact|ask|go|chase|see|write|get "
    r"hold|turn|approach|tell|reach)(?: (?:to|about|of|at|in|for|with))*",
    r"who (?:is|are|sits?|sat|else is|all is|represents?|goes|attends?|comes)(?: (?:on|in|at|from|"
    r"to|the|our|part|of|rep|reps|member|members|a))*|who (?:represents?|chairs?|attends?)",
    r"(?:what|which) (?:is )?(?:the |their |your )?(?:phone |contact )?(?:number|email|address)(?: (?:do|"
    r"can|should) (?:i|we) "
    r"\w+)?(?: for)?|members?(?: of)?|membership|contacts?(?: (?:for|at|in|on|details?))?|(?:phone )?numbers? "
    r"(?:for|of)|emails? (?:for|of|address)|chair(?:s|ed|ing|person)?(?: (?:of|by|the))?|"
    r"(?:best|right) person|reps?|representatives?|seats?|speak to|get hold of|deputies|vice chair|who",
)
SUPPORT = patterns(
    r"(?:real|actual|human) (?:person|being|human)|(?:speak|talk) to (?:a |an )?(?:person|human|somebody|someone)$",
    r"support officers?|who (?:can|could|will) help (?:me|us)|who (?:runs|keeps|manages|looks after|"
    r"maintains|updates|administers) "
    r"(?:the register|you|this|the bot|it|the loip|the list)|register officer|"
    r"who (?:do|can|should) (?:i|we) (?:\w+ ){1,3}(?:register|the bot|about the bot)",
)
DUE = patterns(
    r"due(?: (?:to|by|in|for|on|date|dates|next|soon))*|deadlines?|milestones?|coming up|upcoming|"
    r"fall(?:s|ing)? due|deliver(?:ed|ing|y)?|to be (?:delivered|done|finished)|land(?:s|ing)?|"
    r"end(?:s|ing)|finish(?:es|ing)?|on the horizon|look(?:ing)? ahead|happening (?:next|in)|next "
    r"few",
)
LATEST = patterns(
    r"latest|newest|most recent|last (?:update|word|heard|news)|where (?:are|is) (?:we|things|it)|"
    r"how (?:is|are)|getting on|up to|state of play|standing|stand|going|happening|position|doing|"
    r"status|score|craic|news|details?|rag|why|when|due|history|about|tell me|more"
)
EVERYTHING = patterns(
    r"(?:all|every|whole|full|entire)(?: of)?(?: the| our| \w+)? (?:actions?|list|register|plan|"
    r"loip|lot|picture|board)|everything|(?:list|show)(?: me| us)?(?: the| all| our| all the)? "
    r"(?:actions?|register|list|lot)|how many actions|"
    r"how are (?:we|things) (?:doing|going|getting on|looking)(?: overall)?|overall|overview|"
    r"summary|headlines?|highlights?|gist|nutshell|round ?up|state of play|how is (?:the "
    r")?(?:plan|loip|partnership|it|everything|it all) (?:doing|going|looking|getting on)|the big "
    r"picture|where (?:we|things) (?:are|stand)|dashboard|scorecard|report card|where are we",
)
