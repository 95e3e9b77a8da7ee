//! The English rules, with the examples that each has to tell apart.

mod amends;
mod blame;
mod conditions;
mod excuses;
mod signs;
mod softeners;
mod story;

use super::rules::Lexicon;

pub(super) static LEXICON: Lexicon = Lexicon {
    vocabulary: VOCABULARY,
    rules: &[
        conditions::RULES,
        excuses::RULES,
        blame::RULES,
        softeners::RULES,
    ],
    signals: signs::SIGNALS,
    absences: signs::ABSENCES,
    own_name: Some(signs::OWN_NAME),
    denial: r"(?:not|\w{2,8}n't|cannot|never|no|neither|nor|hardly|deny|denies|denied|denying|doubt|doubts|doubtful|dispute|disputes|reject|rejects|refuse|refuses|disagree|if|whether|unless|should (?:there|this|it|that|any|anything)|alleged?|allegedly|claim|claims|claimed|suggests?|suggested|possible|possibly|perhaps|maybe|may be|might be|could be|assuming|supposing|imply|implies|implied|(?:you|he|she|they|client|customer)(?:'ve| have| has)? (?:say|says|said|think|thinks|thought|believe|believes|believed|feel|felt|write|wrote|written|complained|complain|told us|insist|insisted)|(?:review|letter|complaint|article|claim)(?: \w+)? (?:says|said|claims|states)|(?:you|he|she|they|client|customer) (?:say|says|said|think|believe|write|wrote|feel|claim) that [^.;]{1,90}? and that)(?: (?:only|just|indeed|in fact|truly|solely|really|actually|entirely|completely|in|any|way|at|all|our|my|a|an|the|that|this|it|he|she|they|there|you|was|is|were|are|be|been|to|of|we|i|do|did|have|has|believe|believes|think|thinks|accept|accepts|admit|say|says|mean|feel|consider|agree|share|view|opinion|see|how|as|part|due|caused|by|for)){0,9}",
    insistence: r"(?:(?:not|\w{2,7}n't|cannot|never|no ?one|nobody|none|hardly|without|no way to)(?: (?:can|could|will|would|shall|even|for a moment|going|to|want|wish|try|trying)){0,3} (?:deny|denies|denying|dispute|disputes|disputing|doubt|doubts|doubting|question|questions|contest|hide|hiding|pretend|pretending otherwise|ignore|argue)|no (?:doubt|question|denying|disputing|hiding|argument|two ways about it|getting round|other way to say)|not (?:only|just|merely|once but)(?: (?:was|is|did|have|has|were|are|do))?|(?:nothing|no ?one|nobody)(?: \w+)? but)(?: (?:about|around|round|away|the|fact|it|that|this|whether|was|is|were|are|we|i|our|my|of|all|to|be|has|have|been|did|do|from|entirely|completely|alone|but|and|too)){0,8}",
    quoting: r"(?:(?:you|your(?: \w+){1,2}|client|customer|he|she|they|which|<we>|<our> (?:\w+ ){0,2}(?:letter|mail|e-?mail|message|reply|answer|notice|page|text|post|colleague|agent)|it|that)(?:'ve|'d| have| has| had)? (?:rightly |also |then |just |once )?(?:say|says|said|write|writes|wrote|written|told|tell|ask|asks|asked|call|calls|called|describe|described|put it|read|reads|replied|answered|complained|heard|were told|quote|quoted|mean|meant by|mentioned)(?: (?:us|me|you|it|this|that|to|of|as|in|the|your|our|a|about|on|phone|mail|letter|message|with|something|like|an?|words?|what|why|how|whether)){0,6}|(?:words?|phrase|sentence|line|question|term|phrases|sentences|such as|instead of|in your words|quote|subject|title|headed|entitled))",
    instead: "For instance:",
    subject: "In the subject",
};

/// Names that the patterns share; an entry may use those before it.
const VOCABULARY: &[(&str, &str)] = &[
    // "self_" is the name by which an institution speaks of itself, see `reading`.
    ("we", r"we|i|self_"),
    ("us", r"us|me"),
    ("our", r"our|my"),
    // Up to five words of one clause.
    ("gap", r"(?: [\w'*$-]{1,40}){0,5}?"),
    (
        "very",
        r"(?:so|very|really|truly|deeply|terribly|genuinely|sincerely|extremely|most|do|must|can only|would like to|want to|wish to|again|also|once again|personally|incredibly|profoundly|awfully|humbly|dreadfully) ",
    ),
    (
        "sorry",
        r"sorry|sorrier|apologi[sz]es?|apologi[sz]ing|apology|apologies|regret|regrets|pardon|forgive|excuse",
    ),
    (
        "staff",
        r"(?:our|my) (?:\w+ )?(?:team|staff|shift|colleagues?|drivers?|engineers?|technicians?|fitters?|developers?|designers?|editors?|accountants?|agents?|managers?|clerks?|warehouse|kitchen|shop|office|company|side|script|update|migration|release|department|support|crew|people|employees?|representatives?|system|systems|software|server|servers|mechanics?|plumbers?|electricians?|painters?|nurses?|doctors?|chefs?|cooks?|waiters?|receptionists?|reception|porters?|guides?|trainers?|teachers?|cleaners?|workshop|helpdesk|apprentices?|assistants?|bookkeepers?|secretar(?:y|ies)|baristas?|pharmacists?|instructors?|carpenters?|joiners?|gardeners?|couriers of our own|bakers?|butchers?|tailors?|photographers?|newsletter|algorithm|filter|parser|database|pickers?|packers?|stylists?|dispatchers?|planners?|cashiers?|advis[eo]rs?|(?:\w+ )?desk|operatives?|back office|call cent(?:er|re))",
    ),
    (
        "ours",
        r"<we>|<staff>|(?:one|both|two|three|some) of (?:us|<our> \w+)|an? (?:colleague|member|employee) of (?:<our> )?(?:mine|ours|staff|team)|(?:someone|somebody) (?:in|on|from|at) <staff>",
    ),
    (
        "who",
        r"you|your|we|our|my|i|this|that|it|the|these|those|they|he|she",
    ),
    ("have", r"(?:'ve| have| had| has)?"),
    (
        "was",
        r"(?:is|are|was|were|has been|have been|had been|got|get|gets|being|been)",
    ),
    (
        "adverb",
        r"(?:(?:\w{2,}ly|also|then|simply|just|twice|again|even|still|therefore|so badly|clean|plain|outright|not only|both|all|once more) )?",
    ),
    (
        "fault",
        r"mistakes?|errors?|faults?|failures?|failings?|shortcomings?|oversights?|blunders?|omissions?|carelessness|negligence|slips?|doing|lapses?|typos?|mix-?ups?|slip-?ups?|misprints?|misjudge?ments?|mess|muddles?|cock-?ups?|screw-?ups?|bungle|goofs?|foul-?ups?|howlers?",
    ),
    (
        "trouble",
        r"inconvenience|inconveniences|trouble|frustrations?|annoyance|disappointment|upset|distress|confusion|offen[cs]e|hurt|disruption|misunderstandings?|anxiety|worry|concern|stress|impression",
    ),
    (
        "duty",
        r"check|checked|send|sent|deliver|delivered|tell|told|inform|informed|keep|kept|meet|met|live up|lived up|call|called|answer|answered|reply|replied|respond|responded|notice|noticed|test|tested|honou?r|honou?red|ship|shipped|follow|followed|read|listen|listened|act|acted|verify|verified|confirm|confirmed|pay attention|warn|warned|proofread|look|looked|think|thought|do (?:what|so|enough|our|as|that|it)|ask|asked|book|booked|plan|planned|prepare|prepared|come|came|turn up|show up|get back|write|wrote|let (?:you|your \w+) know|catch|spot|update|communicate|explain|handle|treat|care|take (?:care|the time|enough)|give|provide|protect|secure|include|cancel|refund|process|record|pass on|complete|finish|fix|bring|put|make (?:it|sure|that)|manage|hold|train|say|mention|own|realise|realize|compare|compared|count|counted|collect|collected|return|returned|label|measure|double-check|repair|arrive|back up|backed up|process|processed|filed|transferred|scheduled|typed|loaded|connected|switched|handed|arranged|rebooked|reimbursed|translated|monitored|supervised|emptied|filled|apply|applied|register|registered|forward|forwarded|issue|issued|log|logged|file|submit|submitted|renew|renewed|transfer|schedule|assign|assigned|chase|chased|follow up|followed up|enter|entered|type|save|saved|load|pack|packed|wrap|wrapped|connect|connected|switch|switched|order|hand over|escalate|escalated|action|actioned|arrange|arranged|rebook|reimburse|acknowledge|acknowledged|involve|consult|consulted|attend|supervise|supervised|inspect|inspected|enforce|allow enough|leave enough|translate|proof-?read|monitor|investigate|investigated|empty|fill|seal|sealed|screen|vet|vetted|brief|briefed",
    ),
    (
        "hurt",
        r"offended|upset|hurt|inconvenienced|affected|disappointed|annoyed|frustrated|confused|misled|bothered|unhappy|dissatisfied|uncomfortable|put out|let down|treated|insulted|ignored|abrupt|rude|brusque|cold|curt|harsh|unclear|unfriendly|impolite|insensitive",
    ),
    (
        "others",
        r"(?:suppliers?|sub-?contractors?|contractors?|carriers?|couriers?|hauliers?|partners?|vendors?|manufacturers?|factory|wholesalers?|distributors?|retailers?|merchants?|(?:\w+ )?providers?|(?:web )?hosts?|third[- ]part(?:y|ies)|agency|agencies|sellers?|bank|post office|postal service|printers?|air traffic control|customs|(?:removal|courier|delivery|shipping|printing|transport|logistics|cleaning|moving|haulage|building|insurance|software|phone|energy|hosting|freight|security|catering|rental|card|payment) (?:company|companies|firms?|men)|internet provider|airlines?|airport|hotel|installers?|fitters? we hired|freelancers?|caterers?|landlord|insurers?|telecoms?|network|league|delivery (?:company|service|firm|driver)|shipping company|logistics (?:company|firm|partner)|platform|publisher|licensors?|temp|temps|trainee|intern|franchisees?|former employee|builders|florists?|baker|bakery|garage|controllers|(?:train|tour|site|platform|ferry|bus|depot) operators?|handlers|(?:booking|travel|ticket(?:ing)?|letting|handling|estate|shipping|forwarding|customs) agents?|(?:external|outside) (?:company|firm|service|party|team)|dealers?|dealership|laborator(?:y|ies)|broker|brokers|(?:previous|former) (?:owner|tenant|supplier|agency|management)|roofers?|tilers?|scaffolders?|freight trains?|wholesale bakery|lender|(?:ticket|booking) (?:site|platform)|(?:app|play) stores?|marketplaces?|resellers?)",
    ),
    (
        "failed",
        r"(?:has |have |had )?(?:failed|lost|misplaced|mislaid|damaged|broke|broken|dropped|ruined|missed|forgot|forgotten|neglected|overlooked|delayed|cancelled|caused|confused|mixed (?:it |them |things )?up|messed (?:it |this |things )?up|let (?:us|you|everyone) down|went (?:down|bust|wrong|out of business|on strike)|cut|scratched|tore|spilled|stole|rejected|refused|blocked|went bankrupt|withdrew|did not|didn't|does not|doesn't|could not|couldn't|was unable|were unable|was late|were late|was (?:not|slow|wrong|responsible|at fault|to blame|down)|is (?:responsible|late|down|at fault|to blame)|are responsible|never|made (?:an?|the|this|some|several|it)|gone (?:bust|out of business|bankrupt|into administration|on strike)|recalled|held (?:it|them|the|your|up)|mangled|(?:seems?|appears?) to have (?:lost|failed|forgotten|missed|misplaced|dropped|damaged|left|sent)|pushed (?:out )?an? (?:\w+ )?(?:bad|faulty|broken|buggy)|had (?:an? )?(?:hiccup|wobble|blip|glitch)|(?:gave|sent|told|supplied) us (?:the wrong|wrong|bad|false|old|incorrect|faulty|no)|kept us waiting|pulled out|backed out|closed early|turned (?:us|it|them) (?:away|down)|messed up|botched|bungled|mishandled|mislabell?ed|suffered (?:an?|some|from)|experienced (?:an?|some)|crashed|collapsed|broken down|ran (?:late|out|over)|failing|running late|started(?: [\w-]+){0,4}? (?:early|earlier|late|later)|let you down|keeps? \w{2,}ing|left (?:it|them|the|your)(?: [\w-]+){0,3}? (?:open|unlocked|dirty|unfinished|out|behind|running|wet|outside)|had (?:overbooked|over-booked|overslept|closed|run out|forgotten|lost|missed)|overbooked|had (?:an?|some|no) (?:\w+ )?(?:outage|problems?|breakdown|fault|failure|issue|issues|accident|strike|delay|van|driver|bug)|sent (?:it |them |us |you )?(?:the wrong|late|to the)|(?:delivered|shipped|arrived|came|turned up|gave|entered|supplied|used|printed|installed|fitted|put)(?: [\w-]+){0,3}? (?:late|wrong|wrongly|incorrect|incorrectly|too late|faulty|broken|defective|instead))",
    ),
    (
        "felt",
        r"upset|unhappy|disappointed|dissatisfied|offended|frustrated|angry|annoyed|hurt|let down|displeased|unsatisfied|cross|insulted|irritated|aggrieved|discontent(?:ed)?|disheartened|uncomfortable|worried|confused",
    ),
    (
        "client_duty",
        r"read|check|checked|reply|replied|respond|responded|tell us|told us|inform(?:ed)? us|provide|provided|send us|sent us|sign|signed|pay|paid|confirm|confirmed|follow|followed|update|updated|notify|notified|answer|answered|return|returned|complete|completed|fill|filled|contact|contacted|mention|mentioned|submit|submitted|give us|gave us|let us know|specify|specified|approve|approved|register|registered|supply|supplied|attend|show up|turn up|pick up|report|reported|say|said|raise|raised|ask us|use|used|enter|entered|look|looked|make sure|meet|met|keep|kept|leave (?:enough|sufficient|yourself|time)|allow (?:enough|sufficient|time)|insist|cancel|cancelled|canceled|arrive|arrived|collect|collected|bring|brought|activate|activated|store|stored|book|booked|reserve|upload|uploaded|renew|renewed|present|tick|select|selected|claim|claimed|comply|cooperate|change|changed|heed|disclose|disclosed|declare|declared|click|clicked|verify|verified|inspect|inspected|measure|measured|consult|consulted|switch|install|installed|charge it|water|clean|maintain|bother",
    ),
    (
        "circumstance",
        r"(?:weather|(?:thunder|ice |snow |dust )?storms?|thunder|lightning|hail|hurricane|typhoon|number of (?:orders|calls|requests|messages|bookings|enquiries)|snow(?:fall)?|ice|fog|floods?|flooding|volumes?|demand|traffic|strikes?|industrial action|holidays?|christmas rush|rush|season|shortages?|pandemic|covid(?:-19)?|virus|workload|passenger|staffing|sickness|illness|illnesses|power (?:cut|failure|outage)|backlogs?|queues?|congestion|supply chains?|inflation|brexit|war|medical emergency|lack of (?:staff|people)|road ?works|restrictions|computer problems|technical (?:difficulties|problems|issues|reasons|gremlins|faults?|hitch(?:es)?)|(?:bitter |extreme |severe )?cold(?: snap| weather)?|heat(?:wave)?|heavy rain|rainfall|gales?|winds?|landslides?|earthquakes?|volcanic \w+|supply (?:issues|problems|difficulties|constraints|shortages)|(?:essential |planned |urgent )?maintenance|absences?|lockdowns?|cyber-?attacks?|hackers?|market conditions|engineering works|signal(?:ling)? (?:failure|problems)|volatility|peak (?:time|period|season|demand)|(?:bank )?holiday|influx|surge|spike|flu|norovirus|outbreak)",
    ),
    // What somebody does who puts it right; also in the perfect and the progressive.
    (
        "mend",
        r"fix\w{0,3}|refund\w{0,3}|replac\w{1,3}|repair\w{0,3}|redo|redone|re-?send|re-?sent|re-?print\w{0,3}|correct\w{0,3}|credit\w{0,3}|restor\w{1,3}|resolv\w{1,3}|mend\w{0,3}|reimburs\w{1,3}|compensat\w{1,3}|(?:make|made|making|put|putting|set|setting) (?:it|this|things|that|matters|everything) (?:all )?(?:right|good|straight|up)|put right|made good|back (?:up|online|in)|chang(?:e|ed|ing)|learn\w{0,3}|improv\w{1,3}|do(?:ing)? (?:all|everything|better)|work(?:ing)? (?:on|hard|day and night)|on (?:its|their) way|send (?:you )?(?:a|the) (?:new|right)|sent (?:you )?(?:a|the) (?:new|right)|book(?:ed)?",
    ),
    // What comes back to the client, or need not be paid.
    (
        "worth",
        r"refunds?|credits?|vouchers?|money|fares?|fees?|charges?|deposits?|bills?|invoices?|cheques?|points|miles|tickets?|seats?|tables?|flights?|rooms?|appointments?|replacements?|difference|compensation|discount|interest|subscriptions?|memberships?|amounts?|sum|total|costs?|price|pension|premium|penalt(?:y|ies)|fines?|surcharge|balance|payments?|notice|reminders?|copies|copy|parcels?|orders?|claim|router|boiler|chairs?|cake|order|notes?|booking|reservation|contract|licen[cs]e|policy|account|file|record|months?|weeks?|nights?|expenses|hotel|taxi|damage|repairs?|fuel|postage|tuition|rent",
    ),
    (
        "how_many",
        r"\d{1,5}|[*$]\d[\d.,]{0,9}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|double|twice|all|both|another|every",
    ),
    // An amount of money, or of what stands for it.
    (
        "sum",
        r"(?:[*$] ?\d[\d.,]{0,9}|\d[\d.,]{0,9} ?(?:[*$]|pounds?|euros?|dollars?|quid|francs|pence|percent|per cent|points|miles))",
    ),
    // What is done now, has been done or will be.
    (
        "about",
        r"'ll|'ve|'re|'m| will| have| are| am| shall| can| would like to|'d like to| want to",
    ),
    // What somebody does with it.
    (
        "gives",
        r"put|putting|return(?:ed|ing)?|giv(?:e|en|ing)|tak(?:e|en|ing)|knock(?:ed|ing)?|cover(?:ed|ing)?|pay(?:ing)?|paid|extend(?:ed|ing)?|doubl(?:e|ed|ing)|halv(?:e|ed|ing)|add(?:ed|ing)?|keep(?:ing)?|kept|set(?:ting)? aside|hold(?:ing)?|held|reserv(?:e|ed|ing)|bring(?:ing)?|brought|send(?:ing)?|sent|post(?:ed|ing)?|mov(?:e|ed|ing)|upgrad(?:e|ed|ing)|mak(?:e|ing) up|made up|re-?open(?:ed|ing)?|delet(?:e|ed|ing)|remov(?:e|ed|ing)|str(?:ike|uck|iking)|withdr(?:aw|awn|awing)|lift(?:ed|ing)?|unlock(?:ed|ing)?|reduc(?:e|ed|ing)|lower(?:ed|ing)?|cancel(?:led|ling|ed|ing)?|rebook(?:ed|ing)?|wip(?:e|ed|ing)|forg(?:o|oing|one)|honou?r(?:ed|ing)?|settl(?:e|ed|ing)|transfer(?:red|ring)?|releas(?:e|ed|ing)|reinstat(?:e|ed|ing)|reactivat(?:e|ed|ing)|deliver(?:ed|ing)?|collect(?:ed|ing)?",
    ),
    // What can only have been done by mistake.
    (
        "wrongly",
        r"failed|messed (?:it |this |that |things |everything )?up|screwed (?:it |this |that |things )?up|slipped up|mucked (?:it |this |that |things |everything )?up|fell (?:\w+ )?(?:short|below|behind)|fallen (?:\w+ )?(?:short|below|behind)|let (?:you|your \w+|people|everyone|our (?:customers|clients|users|community|guests)|[a-z]{2,20}) down|let down (?:you|our|everyone)|dropped the ball|blundered|erred|miscalculated|misread|misunderstood|misheard|overlooked|neglected|forgot|forgotten|missed|lost|broke|broken|damaged|deleted|mixed (?:\w+ ){0,3}up|misplaced|mislaid|mishandled|mis-?sold|over(?:charged|booked|billed|slept|promised|ran|looked|reacted|sold)|under-?delivered|double-\w{2,12}ed|under(?:estimated|stated)|mis(?:judged|printed|spelled|spelt|labelled|managed|informed|directed|counted|quoted|led|treated|represented|used)|ruined|spoiled|spoilt|disappointed (?:you|our|many|so many)|wronged|betrayed|ignored|hid|hidden|concealed|withheld|lied|misled|deceived|hung up on|cut you off|turned you away|(?:gave|given|sold) (?:your|the) \w+ (?:away|to (?:someone|somebody|another))|treated you(?: \w+)? (?:unfairly|badly|poorly|rudely|wrongly)|shouted|wasted|exposed|leaked|disclosed|breached|violated|abused|botched|bungled|caused (?:you|this|the|all|your|so|many|our|it|such|these|that|any)|kept (?:you|your \w+) (?:wait|waiting|in the dark|guessing)|left (?:you|your \w+)(?: [\w-]+){0,3}? (?:wait|waiting|alone|in the dark|stranded|without|standing|hanging)",
    ),
    (
        "admission",
        r"(?:our|my) (?:own )?(?:\w+ )?(?:<fault>)|(?:responsible|to blame|at fault)|(?:take|accept|bear) (?:\w+ ){0,2}(?:responsibility|blame)|<we>(?:'re| are| am|'m| were| was) wrong|<we> (?:failed|got (?:this|it|that) wrong|let you down|messed up|should have)|(?:mistake|fault|error|blame|responsibility) (?:is|was|lies) (?:\w+ )?(?:ours|mine|with us)|(?:that|this|it|one)(?:'s| is| was) on (?:us|me)",
    ),
    // A verb in the past, of whatever meaning.
    (
        "past",
        r"\w{2,}ed|sent|gave|told|wrote|left|took|put|made|built|cut|let|set|sold|held|kept|lost|broke|drove|ran|came|went|got|forgot|hit|hurt|shut|spil[lt]t?|spoilt|spoke|spent|stole|threw|tore|fell|flew|chose|bought|brought|caught|dealt|dug|drew|drank|ate|hid|hung|laid|led|lent|rode|said|shook|shot|slept|split|spread|stuck|struck|swept|taught|woke|burnt|bent|blew|fed|did|read|spelt|thought|rang|rung|spoken|paid|hired|given|taken|written|broken|driven|gone|chosen|thrown|torn|drawn|shown|done|run|come",
    ),
    // What is done by somebody who asks, answers, finds out, helps or puts right.
    (
        "neutral",
        r"noticed|found|saw|seen|realised|realized|heard|learned|learnt|understood|discovered|checked|reviewed|investigated|looked|examined|assumed|believed|apologi[sz]ed|called|phoned|rang|contacted|messaged|spoke|spoken|talked|asked|received|discussed|passed|forwarded|escalated|raised|shared|reported|tried|attempted|offered|arranged|refunded|replaced|repaired|fixed|credited|corrected|restored|resolved|reimbursed|compensated|removed|recovered|returned|collected|reversed|waived|amended|updated|explained|responded|replied|informed|warned|reminded|requested|chased|flagged|helped|wanted|hoped|enjoyed|appreciated|loved|needed|wished|felt|welcomed|met|expected|worked|stayed|wrote (?:to|back)|got (?:in touch|back to|your)|(?:did|done) (?:everything|all|our|what)|paid|compared|traced|stopped the|deleted the (?:wrong|incorrect|false)|took down|taken down",
    ),
    // What is done in the ordinary course of business.
    (
        "ordinary",
        r"sent|shipped|delivered|dispatched|prepared|packed|produced|processed|completed|finished|started|handed|created|logged|issued|provided|included|attached|moved|increased|planned|launched|introduced|improved|trained|changed|decided|served|operated|hosted|organi[sz]ed|developed|designed|tested|used to|followed|monitored|managed|secured|agreed|considered|continued|ensured|hired|upgraded|extended|signed|joined|acted|came (?:back|to)|went (?:back|through|to)|got|thought|kept|(?:took|taken) (?:steps|action|note|care|it|the)|made (?:sure|every|arrangements|an? (?:note|appointment|reservation|booking))|(?:set|put) (?:up|in place|you)|added|turned|switched|rebuilt|cleaned|adjusted|published|posted|invested|placed|identified|detected|tracked|did|done|ran|supported|honoured|honored|complied|observed|required|stated|quoted|notified|booked|gave you (?:the|our|a) (?:best|full)|told you (?:to|that you|about)|advised|recommended|opened|listed|read|loaded|approved|accepted|gathered|inspected|cared|prided|said sorry|stand|stood|brought|built|bought",
    ),
    // What shows that a deed was a mistake, further on in its clause.
    (
        "amiss",
        r"wrong|wrongly|incorrect|incorrectly|(?:by|in) (?:mistake|error|accident)|mistakenly|accidentally|erroneously|inadvertently|(?:last|previous) (?:year|month|week|season|quarter|term|autumn|winter|spring|summer)'s|(?:someone|somebody|nobody) else(?:'s)?|another (?:clients?|customers?|guests?|patients?|person|company|family|house|address|account|couple|passenger|member|student|tenant)(?:'s)?|too (?:late|early|soon|quickly|hastily|fast|long|far|much|many|little|few|loud|loudly|hot|cold|short|small|big|high|low|often)|upside down|back to front|out of date|untrue|false|misleading|outdated|inaccurate|inappropriate|carelessly|in a hurry|in haste|without (?:asking|telling|checking|informing|warning|reading|looking|testing|consulting|thinking|your|permission|notice|any (?:notice|warning)|warning|consent)",
    ),
    // How one's own conduct or work is judged.
    (
        "poor",
        r"rude|unfair|untrue|wrong|careless|inexcusable|unacceptable|indefensible|unprofessional|inappropriate|insensitive|poor|sloppy|inadequate|insufficient|misleading|incorrect|inaccurate|offensive|thoughtless|dishonest|shameful|unkind|disrespectful|uncalled for|out of line|out of order|tactless|terrible|appalling|awful|clumsy|disgraceful|unjust|harsh|curt|dismissive|hurtful|misguided|snotty|abrupt|short with you|impatient|heavy-handed|inconsiderate|patronising|reckless|foolish|stupid|negligent|a disgrace|not (?:good enough|acceptable|fair|funny|right|true|accurate|thorough|properly \w{2,}|up to (?:scratch|standard))|too (?:slow|late|loud|harsh|long|short|vague|small|dark|weak)",
    ),
    (
        "asks",
        r"(?:let <us> know|tell|tells|told|ask|asks|asked|asking|check|checks|checked|checking|wonder|wondered|see|seeing|know|knew|known|knowing|sure|unsure|clear|unclear|say|said|decide|decided|find out|found out|test|tested|verify|verified|confirm|confirmed|look into|looking into|call <us>|write to <us>|contact <us>|dm <us>|message <us>|reply|investigate|investigating|examine|examining|review|reviewing|care|cared|matters?)",
    ),
];
