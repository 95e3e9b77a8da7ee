//! How an English sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};
use super::{amends, story};

pub(super) const OWN_NAME: &str = r"(?P<name>the (?:bank|council|agency|department|university|college|school|hospital|trust|company|firm|hotel|airline|railway|operator|ministry|office|authority|society|club|association|restaurant|museum|theat(?:re|er)|board|city|county|court|commission|institute|library|shop|store|practice|clinic|surgery|charity|corporation|group|government|church|parish|editors?|publisher|committee|bureau|service|insurer|team|management|studio))(?: \w{2,}ly| also| again| would like to| wishes to)? (?:acknowledges?|apologi[sz]es?|regrets? (?:the|this|that|any)|admits?|concedes|takes? (?:full |complete |sole )?(?:responsibility|ownership)|accepts? (?:full |that it |responsibility|the blame|blame)|is (?:\w+ )?sorry|recogni[sz]es that it|owns|failed you|sets itself)";

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"sorry|sorrier|apols|apologi[sz]es|apologi[sz]e|apologi[sz]ed|apologi[sz]ing|apology|apologies|(?:<we>)<gap> regret|regrets?|regretted|forgive <us>|forgiveness|pardon|excuse (?:us|any|the)",
        ],
        unless: &[
            r"(?:an|your) apology (?:from|page|letter)",
            r"sorry (?:state|sight)|feel sorry|safe than sorry",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"sorry|sorrier|apols",
            // An institution speaks of itself: "The clinic apologises."
            r"^(?:[\w'-]+,? ){0,6}?(?:the |our )?[\w'-]{2,} (?:\w{2,}ly )?(?:apologi[sz]es|regrets)",
            r"(?:<we>|<staff>|<staff> and i|and|to|me) (?:(?:\w+|would like to|want to|wish to|can only|cannot) ){0,3}?apologi[sz]e|<we><gap> apologi[sz]e|^(?:\w+ )?(?:apologi[sz]e|apologi[sz]ing)",
            r"(?:<our>|please accept|accept|many|sincere|sincerest|deepest|full|heartfelt|humble|unreserved|a thousand|with|convey|extend|offer)<gap> (?:apology|apologies)|^(?:\w+[,:-]? ){0,2}apologies|our apologies",
            r"(?:we|i) (?:\w+ )?(?:beg|ask) (?:for )?your (?:pardon|forgiveness)|(?:please |^)(?:do )?forgive <us>",
            r"[,!.-] ?apologies|<we> (?:\w+ )?owe you<gap> apology|an apology (?:is|was) (?:long )?(?:due|overdue|in order)",
        ],
        unless: &[
            r"sorry(?: that| but)? to (?:hear|learn|read|say|inform|tell|report|see|announce|note|find|know|advise|bother|trouble|disturb|interrupt|ask)|sorry about (?:hearing|what you heard)",
            r"sorry (?:state|sight|for (?:him|her|them|yourself|your loss))|feel sorry|safe than sorry",
            r"(?:he|she|they|it|who|you|driver|carrier|supplier|partner)(?:'s|'re| is| are| was| were| said|\s)(?: \w+)? sorry",
            r"(?:he|she|they|you|driver|carrier|supplier|partner)(?: \w+){0,2} apologi[sz]e|(?:he|she|who|it|which|nobody|(?:driver|technician|carrier|courier|supplier|partner|contractor|sub-?contractor|manufacturer|vendor|seller|landlord|printer|factory)(?: \w+){0,2}) (?:apologi[sz]es|regrets)|regrets (?:to|that it (?:cannot|can't))",
            r"(?:not|never|don't|won't|didn't|wouldn't)(?: (?:have to|need to|going to|want to|wish to|intend to|feel we should|see why we should|have any reason to|be|being))? (?:apologi[sz]e|sorry)",
            r"(?:no reason|nothing|no need|refuse|decline|not going|not about)<gap> (?:sorry|apologi[sz]e)|(?:you|they|he|she)<gap> (?:our|my) apolog(?:y|ies) (?:is|are) not",
        ],
    },
    Signal {
        sign: Sign::FeelingsOnly,
        patterns: &[
            r"^(?:[\w']+,? ){0,4}?(?:<we>(?:'re|'m| are| am)? )?(?:do )?(?:\w+ )?(?:sorry|apologi[sz]e)(?: that| if| to hear(?: that)?)? you(?:'re| are| were)?(?: \w+)? (?:feel|felt|fee|think|thought|see it|believe|consider|regard|view|perceive|remain|find|found|<felt>|not happy|not satisfied|unhappy)",
        ],
        unless: &[r"and (?:<we> )?(?:\w+ )?apologi[sz]e"],
    },
    Signal {
        sign: Sign::BareApology,
        patterns: &[
            r"^(?:[\w'-]+,? ){0,2}?(?:<we>(?:'re| are|'m| am| do|'d like to| would like to| want to)? )?(?:\w+ ){0,3}?(?:sorry|apologi[sz]e|apologies|sorrier than <we> can say)(?: (?:for|about) (?:this|that|it)| to (?:you|him|her|them)(?: [\w']+){0,5}?| for (?:our|my) (?:part|behaviour|behavior|conduct))?(?:\W{0,3}$|,? and |[,:;] )",
            r"(?:[,.;:!-] |^)(?:and |so )?(?:<we>(?:'re| are|'m| am| do)? )?(?:\w+ ){0,2}?(?:sorry|apologi[sz]e|apologies)(?: (?:for|about) (?:this|that|it))?(?:, (?:(?:mr|mrs|ms|miss|dr|dear) )?[\w-]{2,})?\W{1,3}$|^(?:please |do |and ){0,2}forgive <us>\W{0,3}$|<we> owe you an apology\W{0,3}$|never been (?:so|more) sorry|beg your pardon\W{0,3}$",
            r"^(?:\w+,? ){0,3}?(?:(?:so|very|really|truly|terribly|my|our|sincere|many) )?(?:sorry|apologies|apologi[sz]e)(?: (?:for|about) (?:this|that|it))?(?: [\w']+)? ?[,:;-]{1,2} <we>",
        ],
        unless: &[
            r"sorry(?: that| but)? to |sorry,? (?:if|for any|you|that you|but|should)|(?:sorry|apologi[sz]e) (?:to|for) (?:hear|any)",
        ],
    },
    Signal {
        sign: Sign::Sympathy,
        patterns: &[
            r"<we> (?:\w+ )?(?:get it|get that|understand|appreciate|realise|realize|know how|know that|hear you|sympathi[sz]e|feel for you|can (?:only |well |fully |totally )?(?:imagine|see|understand|appreciate))|thank you|thanks|^(?:that|this|it) must have been|<we> (?:value|care)",
        ],
        unless: &[r"but|however|although|though"],
    },
    Signal {
        sign: Sign::Regret,
        patterns: &[
            r"^(?:[\w'-]+,? ){0,6}?(?:the |our )?[\w'-]{2,} (?:\w{2,}ly )?regrets|sorrier",
            r"(?:<we>|<staff>|\w{2,}) (?:\w+ly )?(?:regret|feel (?:\w+ )?(?:terrible|awful|bad|ashamed))|<we>(?: are|'re| am|'m) (?:\w+ )?(?:ashamed|mortified|embarrassed)|deep(?:est)? regret|<our> regret|(?:deeply|sincerely|truly) regrets?",
        ],
        unless: &[
            r"regrets? (?:to|that it cannot)|(?:<others>|who|which|it) regrets|regret to (?:inform|say|tell|announce|advise)|regret nothing|(?:not|never|\w{2,7}n't) regret|(?:you|they|he|she) (?:\w+ )?regret",
        ],
    },
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            r"<our> (?:own )?(?:\w+ )?(?:<fault>)",
            r"(?:fault|mistake|error|failure|oversight|blame|responsibility|accountability)<gap> (?:is|was|lies|lay|rests|rested|sits|stops)(?: \w+)? (?:ours|mine|(?:with|on|upon) <us>|on our side|at our end)|the buck stops (?:with <us>|here)|(?:blame|fault) (?:is|was) (?:all |entirely |solely )?(?:ours|mine)|(?:mistakes?|errors?|oversights?|blunders?|choice|decision)(?: \w+){0,2}? made by (?:<us>|<staff>)|hold ourselves (?:\w+ )?(?:responsible|accountable)",
            r"(?:is|was|be|remains) (?:\w+ )?<our> (?:\w+ )?(?:responsibility|doing|job|bug)|(?:nobody|no ?one) else (?:is|was|bears|carries) (?:\w+ )?(?:to blame|at fault|responsible|the blame)|(?:there (?:is|was|can be)|<we> have) no excuse(?: for (?:that|this|it|what <we>|how <we>|<our>))?",
            r"(?:<ours>|team|company|and)<gap> (?:take|takes|took|taking|accept|accepts|accepted|bear|bears|assumes?|shoulders?)(?: the| our| my| all| all of the)?(?: full| complete| sole| total| entire| personal| whole| undivided)? (?:responsibility|blame|ownership|accountability)",
            r"<we>(?:'re| are| am|'m| were| was) (?:(?:fully|solely|entirely|completely|totally|clearly|plainly|simply|alone|all|badly|just|quite) )?(?:responsible|to blame|at fault|in the wrong|wrong|accountable|careless|negligent)|(?:it|this|that) (?:was|is) (?:\w+ )?(?:wrong|careless|thoughtless|unacceptable|unfair|rude|sloppy|inexcusable) of <us>",
            r"(?:<ours>)<have> <adverb>(?:<wrongly>)|(?:<ours>) (?:really |indeed |simply )?did (?:indeed )?(?:forget|fail|lose|miss|break|neglect|overlook|mislead|ignore|let you down|make (?:an?|this|that|the) (?:\w+ )?(?:mistake|error))",
            r"(?:<ours>)<have> <adverb>(?:got|gotten)<gap> wrong|(?:<ours>)<have> <adverb>(?:did|done|handled)(?: (?:this|it|that|you|your \w+)| a| an)? (?:wrong|badly|poorly|terribly|(?:\w+ )?(?:poor|bad|terrible|disservice|injustice)|wrongly)",
            r"(?:<ours>)<have> <adverb>(?:made|making) (?:an?|the|this|that|several|some|two|these|such an?|our)(?: [\w-]+){0,2}? (?:mistakes?|errors?|blunders?|misjudge?ments?|(?:wrong|bad|poor|terrible) (?:call|choice|decision|judgement))|(?:<we>) had (?:the|your|our) (?:\w+ ){1,3}wrong|(?:caused by|due to|because of|result of|down to|owing to) (?:our|my) (?:own )?(?:\w+ )?(?:planning|preparation|organisation|carelessness|haste|negligence|lack|failure|inattention|neglect|decision)",
            r"(?:<ours>)<have> (?:mistakenly|wrongly|accidentally|incorrectly|carelessly|inadvertently|erroneously|wrongfully|negligently) \w{2,}",
            r"(?:<ours>)<have> <adverb>(?:taken|drawn|withdrawn|collected)(?:,? [\w'*$-]{1,30}){0,9}? (?:twice|wrongly|too (?:much|early|soon|often)|without)|(?:<ours>)<have> <adverb>(?:sent|sold|rented|allocated|assigned|deducted|debited|charged|billed|shipped|delivered|printed|gave|given|used|entered|quoted|told|installed|packed|invoiced|published|put|wrote|took|written|applied|booked|switched|left|let|ordered|cancelled|copied|set|built|cut|deployed|released|rolled out|served|seated|promised|made you)(?:,? [\w'*$-]{1,30}){0,9}? (?:wrong|incorrect|incorrectly|wrongly|twice|(?:two|three|four|several|many) times|double|late|too \w{1,10}|someone else|somebody else|another|by mistake|in error|mistakenly|by accident|without|out|off|unlocked|instead|faulty|broken|defective|misleading|outdated|unwelcome|(?:and|but) (?:did not|didn't|never|forgot|failed|could not|then))",
            r"(?:<we>|<staff>|<our> \w+|ours? to|and|neither|both) (?:\w+ )?(?:should|ought to)(?: not| never)?(?: \w{2,}ly)? have (?:\w{2,}ly )?(?:been|known|caught|seen|found|had|understood|<past>)",
            r"<we> (?:shouldn't|should not|should never) have \w{2,}",
            r"(?:<ours>) <adverb>(?:did not|didn't|never|have not|haven't|had not|hadn't) <adverb>(?:<duty>)|(?:<ours>)<gap>,? (?:and|but) (?:then )?(?:did not|didn't|never) (?:<duty>)|<we> neither (?:<duty>)|<we><have> (?:\w+ly )?(?:said|promised|agreed|told you|announced|assured you)(?:,? [\w'-]+){1,8}?,? (?:but|and|yet)(?: then)?(?: <we>)? (?:then )?(?:came|delivered|sent|arrived|gave|charged|did the|failed|turned up|called|answered)|<we><have> <adverb>(?:came|arrived|answered|replied|responded|called|turned up|reacted|acted)(?: [\w'-]+){0,6}? (?:late|too \w{1,10})",
            // "We knew of it the evening before and failed to call."
            r"<we>(?:,? [\w'-]+){1,14}?(?:,|,? (?:and|but|yet|though))(?: <we>)? (?:then )?(?:(?:never|did not|didn't|had not|hadn't) (?:\w+ly )?(?:<duty>)|(?:failed|forgot|neglected|omitted) to \w{2,})",
            r"(?:<ours>)<have> (?:\w+ly )?\w{2,}(?:ed|t|id|ut|ot|ent)(?: [\w'-]+){0,6}? (?:badly|poorly|wrongly|carelessly|sloppily|too (?:late|early|quickly|hastily|soon|little)|in (?:a hurry|haste)|without (?:\w{3,}ing|a check|permission|notice|warning))",
            r"(?:that|this|it|one|fault)(?:'s| is| was)(?: entirely| all| squarely| completely)? on (?:us|me)",
            r"(?:sorry|apologi[sz]e|apologi[sz]ing|apologies|apology)<gap> for (?:(?:having|my having|our having) (?:sent|charged|lost|broken|missed|failed|forgotten|made|kept|given|let|caused|left|been|ignored|told|mis\w{2,}|over\w{2,})|(?:<we> )?not \w{2,}ing|failing|losing|sending|missing|forgetting|breaking|overcharging|charging|letting|making|getting|mixing|misleading|damaging|deleting|ignoring|disrupting|mishandling|overlooking|leaving|disappointing|wasting|misunderstanding|falling short|causing|billing|calling you|telling you|treating)",
            r"<we> (?:were|was) (?:far |much )?(?:too )?(?:slow|late|careless|sloppy|inattentive|negligent|unprepared|rude|unfair|the (?:weak link|problem|cause|culprits?))|<we> (?:weren't|wasn't|(?:were|was) (?:not|far from|less than)) (?:\w+ )?(?:prepared|ready|careful|listening|paying attention|concentrating|clear|straight|truthful|upfront|on top of|honest|open|thorough|attentive|there for you|(?:quick|fast|good|kind) enough)(?: enough)?|<we> did (?:a|an) (?:\w{2,}ly )?(?:poor|bad|sloppy|terrible) job",
            r"<we> (?:broke|have broken|did not keep|didn't keep) <our> (?:\w+ )?(?:promise|word)|(?:<our>|the) (?:\w+ ){1,3}(?:we|i)<have>(?:ve| have)? (?:caused|inflicted|put you through)|<we>(?:'ve| have)? (?:caused you|put you through)",
            r"(?:<ours>) (?:gave|sent|told|quoted|put|had|used|entered|booked|charged|printed|shipped|installed|packed|read|chose) (?:(?:you|him|her|them|your \w+|to you|on|in|into) )?(?:an?|the|some) (?:\w+ )?(?:wrong|incorrect|false|faulty|outdated|misleading|broken|defective)",
            r"<we> own (?:up|this|that|it|the|<our>)|(?:nobody|no one|none)<gap> but (?:us|ourselves|ours|me|myself)|no excuse but <our>|<we> alone|(?:<our> (?:\w+ )?(?:carelessness|inattention|haste|neglect|indifference|silence|delay) (?:is|was|cost|caused|led|meant))",
            // It takes a doer in the sentence or none at all: what never should have befallen you.
            r"you (?:should not|shouldn't|should never|ought not to) have (?:\w+ly )?(?:received|been (?:\w+ )?(?:charged|sent|told|billed|asked|left|treated|made|kept|put|refused|turned)|had to|needed to|waited|to)",
        ],
        unless: &[
            r"(?:did|done) (?:anything|nothing)(?: \w+)?",
            r"<our> (?:\w+ )?<others>(?: [\w'-]+){0,2}",
            r"(?:cancelled|removed|waived|dropped|deleted|reversed|refunded|credited|took off)(?: [\w'-]+){0,4}? (?:fees?|charges?|payments?|reminders?|invoices?|bills?|entry|entries|interest|marks?|inquiry|inquiries)",
            r"(?:no|any|without|deny|denies) (?:\w+ )?(?:responsibility|blame|ownership|accountability|fault)|(?:not|\w{2,7}n't|nothing|never|none of)(?: [\w']+){1,4} <we>(?:'re| are| were| am| was|'m) (?:responsible|to blame|at fault|wrong)",
            r"(?:not|never|cannot|\w{2,6}n't)<gap> (?:take|accept|bear|assume|shoulder)(?: \w+){0,3} (?:responsibility|blame|ownership|accountability)",
            r"missed (?:you|your (?:tweet|call|message|calls))|lost (?:patience|contact|touch|sight|everything|count)|(?:made|make) every|(?:not|never|\w{2,7}n't) (?:forgotten|lost|missed|ignored|overlooked|failed)|neglected to mention that you",
            r"<our> (?:\w+ )?(?:error|mistake|fault) (?:page|message|log|report|rate|policy|code|handling)s?",
            r"(?:did not|didn't|never|have not|haven't|had not|hadn't)(?: \w{2,}ly)? (?:receive|received|hear|get|got|do anything|make (?:any|a|the)|lose|damage|break|say that|promise|give up|see|find|ask for|ask you)",
            r"(?:<ours>) (?:sent|gave|put|had|called|came|left|booked|ordered|took|set|cut|answered|made you)[^.;]{1,80} (?:out|off) (?:of|for|to|with)? ?(?:the|your|a|today|tomorrow|now|this)|(?:<ours>)<have> (?:\w+ ){1,6}?(?:an? (?:new|better|larger|full|free)|free|upgrade|refund|replacement|taxi)(?: [\w'-]+){0,4}? (?:instead|rather)",
        ],
    },
    // What we did, by whatever verb, and a word that says it was a mistake.
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            // Any deed of ours, with a word that shows it was a mistake.
            r"(?:<ours>)<have> <adverb>(?:<past>)(?:,? [\w'*$-]{1,30}){0,9}? (?:<amiss>)|(?:accidentally|mistakenly|inadvertently|wrongly),? <we> (?:<past>)",
            r"(?:<ours>)<have> <adverb>(?:sent|delivered|shipped|packed|gave|given|served|charged|wrote|written|printed|put|brought|made|installed|fitted|ordered|quoted|billed|posted|e-?mailed|typed|entered|cut|painted|used|took|told|said|built|cooked|laid|counted|set|marked|booked|seated)(?:,? [\w'*$-]{1,30}){0,9}? (?:instead of|rather than|where you(?:'d| had)? (?:\w+ )?(?:asked|ordered|wanted|booked|paid)|which (?:is|was) not what)",
            r"(?:<ours>)<have> <adverb>(?:charged|billed|invoiced|closed|cancelled|took|taken|locked|sold|sent|shipped|published|left|started|towed|removed|threw|opened|stopped|began|announced)(?: [\w'*$-]{1,30}){0,6}? (?:before (?:the|it|you|your|we|they|anyone|its|any|\w{2,}ing)|(?:hours?|days?|weeks?|months?|minutes?) (?:after|late|early)|although (?:you|it|we)|when (?:you had|you'd|it (?:was|had)|they (?:were|had)))",
            r"(?:<ours>)<have> <adverb>(?:<past>)(?:,? [\w'*$-]{1,30}){0,10}?,? (?:although|even though|though|despite|when) (?:you (?:had|told|asked|warned|wrote|called|said|clearly|never)|you'd|your \w+)",
            r"(?:sorry|apologi[sz]e|apologies)(?: to you(?: all| both)?| sincerely| deeply| again)? (?:(?:that|for how|for the way|how|for what|because) )?(?:<ours>)(?:'d| had|'ve| have)? <adverb>(?:<past>)",
            r"(?:nobody|no ?one) (?:on <our> side|here|at <our> end|of us|(?:in|from|at|on) <staff>) (?:had )?(?:<past>|saw|noticed|knew|checked)|it took <us> (?:[\w'-]+ ){1,5}?to (?:reply|answer|respond|notice|find|fix|call|write|admit|react|act|tell|see)|(?:<ours>)<have> <adverb>(?:charged|billed|invoiced) (?:you|your \w+)(?: [\w'-]+){0,8}? you (?:did not|didn't|never|had not|hadn't|had already|had cancelled|no longer)|<our> (?:[\w-]+ ){1,2}(?:showed|said|stated|listed|named|gave|quoted|contained|displayed|carried|had|promised|advertised)(?: [\w'-]+){0,5}? (?:wrong|incorrect|false|misleading|outdated|untrue|without)",
            r"(?:<ours>)<have> <adverb>(?:let (?:you|your \w+) (?:\w+ )?(?:wait|hang|sit|stand)|got (?:[\w'-]+ ){1,4}?(?:mixed up|muddled|confused|the wrong way)|had no (?:right|business))|asleep at the wheel|(?:took|taken|had) <our> eyes? off|<we>(?:'ve| have)? let (?:it|things) slide",
            r"(?:<ours>)<have> <adverb>left (?:you(?: all| both)? (?:in|on|at|with|to|for|out|by|alone|hanging)|(?:your|the) (?:[\w-]+ ){1,2}(?:in the (?:rain|dark|cold|street|sun|snow|open)|outside|open|unlocked|unattended|unanswered|unfinished|running|exposed))",
            // Parts of our house that failed: "our checks missed it".
            r"you (?:did|have done|had done|kept|held|told|paid|gave|asked|had|were)(?: [\w'-]+){1,8}?,? (?:and|but|while|whereas|yet) <we> (?:still |then |simply )?(?:(?:did not|didn't|were not|weren't|was not|wasn't|have not|haven't|had not|hadn't|never did)(?:\W{0,3}$|[,;] | (?:even|then))|<wrongly>)",
            // As people say it.
            r"<ours><have> <adverb>(?:bl(?:ew|own) (?:it|this|that|your)|(?:cocked|ballsed|stuffed|fouled|fluffed|botched|bungled|loused|muddled|fudged) (?:it |this |that |things |your \w{2,} )?up|bodged|fluffed|goofed(?: up)?|flubbed|fumbled|muffed|muddled|jumbled|garbled|dropped a (?:clanger|brick|stitch)|made (?:such )?a (?:(?:complete|total|real|right|proper|terrible) )?(?:mess|hash|pig's ear|muddle|bad job|poor job|shambles|nonsense)|had one job|took (?:you|your \w{2,}) for granted|(?:cut (?:corners|a corner)|took (?:a |the )?short ?cuts?)|sat on (?:it|this|that|your \w{2,})|got (?:ahead of ourselves|cocky|lazy|complacent|sloppy|careless|greedy)|put (?:our|my) foot in it)",
            r"blame (?:me|us)(?:[,;] | not|\W{0,3}$)|<we>(?:'m| am|'re| are| was| were) the ones? (?:who|that) (?:<wrongly>|should have|got|made|did|put|sent|left|booked|gave|took|built|wrote)|<we>(?:'ll| will| must| have to)? (?:put|hold) (?:our|my) hands? up|^hands up[,:;-] |(?:carry the can|take the (?:rap|hit|heat))|answer for (?:it|this|that|what <we>)|of <our> own making|<our> own (?:doing|making)|only (?:myself|ourselves) to (?:blame|thank)|(?:it|that|this|the (?:mistake|error|mix-up|delay|fault|slip)) (?:was|is) (?:us|me)(?:\W{0,3}$|[,;] (?:and|not|nobody|no ?one))",
            r"(?:not|\w{2,7}n't) (?:\w+ )?(?:good|quick|fast|careful|clear) enough (?:from|of|by|on) <us>|(?:poor|bad|shoddy|sloppy|careless|unacceptable|awful|terrible|slow|clumsy) (?:\w+ )?(?:from|by) <us>|(?:should|ought to) have been(?:,? [\w'-]+){1,6}?,? (?:and|but),? (?:it took <us>|<we>|nobody|no ?one)|^(?:completely |clean |just |totally |simply )?(?:forgot|misread|mixed up|messed up|mislaid) (?:it|the|your|you|that|this|which|what)|^(?:measured|cut|sent|booked|typed|packed|printed|put|left|charged|gave|ordered|picked|baked|iced|wrote|set|took|used|sold) (?:it|them|you|your|the|him|her)(?:,? [\w'-]+){0,8}? (?:wrong|twice|by mistake|instead|out)",
            r"<ours><have> <adverb>(?:gave|given|sold|let|handed|rented) (?:your|the) (?:table|room|seats?|place|slot|spot|tickets?|keys?|car|order|cake|dress|suite|pitch|appointment|bed|cabin|parcel) (?:away|to (?:someone|somebody|another|others?|walk-ins|an?|the (?:next|wrong)))|<ours><have> <adverb>(?:sent|posted|delivered|mailed|shipped|took|brought|addressed)(?: [\w'-]+){1,6}? to (?:your|the|an?) (?:old|former|previous) (?:address|house|flat|home|employer|office|school)|<ours><have> <adverb>(?:parked|dumped|left|drove|dropped|stood|trampled|dug|ran|blocked)(?: [\w'-]+){0,3}? (?:across|in front of|on|over|through|into) your (?:drive|driveway|lawn|gate|garden|doorway|fence|hedge|garage|entrance|field|flowers|beds?)|(?:this|that|it|they|these|the [\w-]{2,}|your \w{2,}) (?:should not|shouldn't|should never) have (?:left (?:<our>|the)|gone out|passed|reached you|been (?:sold|served|sent out|delivered|shipped|printed|charged|billed))",
            r"<we>(?:'d| had)? (?:said|promised|agreed|told you|swore|undertook|offered|were (?:going|meant|supposed) to)(?:,? [\w'-]+){0,10}?,? (?:and|but|yet)(?: then)? <we> (?:did not|didn't|never|hadn't|had not|haven't|failed|let|broke)|<ours> kept (?:telling|promising|putting|sending|charging|asking|giving|passing|fobbing|stalling|transferring|making|changing|moving) (?:you|your|off|it)|slipped (?:my|our) minds?|got (?:my|our) wires crossed|<we> had (?:it|you|your \w{2,}|the \w{2,})(?: [\w'-]+){1,5}? (?:the )?wrong",
            r"(?:sat|lay|lain|stayed|languished|gathered dust|got lost|went missing|ended up|disappeared|vanished) (?:unread |unopened |untouched |unanswered )?(?:in|on|at|under|behind) <our> (?:[\w-]+ ){0,2}?(?:inbox|desk|system|spam|folder|drawer|office|warehouse|tray|pile|shelf|depot|hands|counter|mailbox|kitchen)|<ours><have> <adverb>made (?:you|your \w{2,})(?: both| all)? (?:\w{2,}ly )?(?:wait|queue|pay|repeat|explain|chase|stand|miss|beg|suffer|late|travel|feel (?:un\w{2,}|small|stupid|foolish|like|bad|guilty|ignored|rushed))|<we> put (?:profits?|speed|sales|costs?|money|growth|savings|convenience|ourselves|our own \w{2,}) (?:first|before|above|ahead|over)",
            r"<we> owed? you (?:much |far |so much )?better|(?:contrary to|against|in breach of) (?:what <we> (?:promised|told|agreed|said)|<our> own \w{2,})",
            r"<our> (?:[\w-]+ ){1,3}?(?:(?:, [\w' -]{1,90}, )?(?:failed to|failed|missed|overlooked|ignored|broke down|let you down|fell short|was not (?:checked|tested|followed|trained|told)|were not (?:checked|tested|followed|trained|told)))",
        ],
        unless: &[
            r"(?:did|done) (?:anything|nothing)(?: \w+)?",
            r"<our> (?:\w+ )?<others>(?: [\w'-]+){0,2}",
            r"(?:never|not|\w{2,7}n't|cannot)(?: [\w'-]+){1,4}? (?:wrong|incorrect|by mistake|in error)",
            // To ask, to find out and to put right is no mistake.
            r"(?:<ours>)<have> (?:now |then |also |just |already |immediately |at once )?(?:<neutral>)(?: [\w'-]+){0,2}",
            r"<our> (?:[\w'-]+ ){0,3}?(?:<others>|competitors?|lines?|that|which|who|it|this|they|what) (?:is|was|were|are|has|have|[\w-]{2,})",
            r"(?:did|done|said|found|saw) nothing|nothing (?:that )?<we>|(?:not|\w{2,7}n't|nothing|never|without|no)(?: \w+){0,2}? (?:by mistake|in error|wrong)",
            r"(?:falls?|fell) (?:short|below)<gap> (?:expectations?|you expected?)",
            r"<we> (?:have )?(?:caused|broke|broken) (?:no|nothing)|<we> (?:failed|forgot) to (?:find|see|understand) (?:any|why|how)",
        ],
    },
    // What we think of what we did.
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            // What was said, and was not so.
            r"<we><have> (?:told|said|assured|reported|promised|claimed|stated|wrote|announced|advertised)[^.?!]{1,120}?(?:,|;| -| when| although| while| but| and) ?(?:it|they|that|this|you|he|she|there|we) (?:was|were|had|did|is|are|could|would)(?: not|n't)|;(?: and| but)? <we> (?:hadn't|haven't|didn't|had not|did not|weren't|wasn't|never had|never did)\W{0,3}$",
            r"you(?:'re| are| were) (?:\w+ )?(?:right|correct) (?:that|to say(?: that)?|in saying(?: that)?) (?:<ours>)|(?:had <we> not|if <we> (?:had not|hadn't)) (?:\w{2,}ly )?(?:been|<past>)",
            // How one's own conduct is judged.
            r"<our> (?:own )?(?:[\w'-]+ ){1,3}(?:is|was|were|are|has been|have been) (?:(?:\w{2,}ly|very|so|also|quite|just|far|rather|and is|of) )?(?:<poor>)|<we> (?:was|were|have been|had been) (?:\w+ )?(?:<poor>)|(?:what|the way|how) <we> (?:did|said|wrote|behaved|acted|spoke|treated|handled)(?: [\w'-]+){0,5}? (?:is|was|were) (?:\w+ ){0,2}?(?:<poor>)",
            r"(?:that|this|it|which) (?:is|was) (?:\w+ )?(?:indefensible|inexcusable|unforgivable|shameful)|<our> bad|shame on us|mea culpa|guilty as charged|(?:it|this|that) was <our> (?:\w+ )?(?:decision|choice|call|idea)(?:,? [\w']+){0,10}? (?:bad|wrong|poor|mistake)|<we> (?:are|am|'m|'re) (?:\w+ )?(?:ashamed|embarrassed) (?:of|by|about|at|that|to) (?:how|what|that|<our>|the way|<we>|having)",
            r"(?:<ours>)<have> (?:spoke|spoken|talked|wrote|written|replied|answered) to you (?:like (?:that|this)|so|in (?:that|this|such)|that way|harshly|rudely|sharply|badly)",
            r"(?:careless|wrong|thoughtless|rude|foolish|stupid|unfair|clumsy|negligent|sloppy|unforgivable|inconsiderate) of <us>",
            r"(?:falls?|fell|fallen|was|were|is)(?: \w+){0,2}? (?:short|below) (?:of )?(?:the|our|what)(?: \w+){0,3}? (?:<we>|\w+) (?:sets?|expects?|promised?|holds?|aims?|strives?|demands?)|(?:poor|bad|careless|sloppy|shoddy|lax) \w{2,} (?:on (?:our|my) (?:part|side)|(?:by|from|on the part of|at) (?:<us>|<staff>|our end))",
            // What was found, and is not disputed.
            r"<we>(?:'ve| have)? (?:\w+ly )?(?:determined|confirmed?|concluded|established|acknowledged?|recogni[sz]ed?|admit|admitted|accept|accepted|agree|agreed|concede|can confirm|can see|found)(?: that)? (?:(?:this|it|the|your|a|an|<we>|<our>)(?: [\w'-]+){1,9}?) (?:in error|by mistake|incorrectly|erroneously|wrongly|too late|late|should (?:not|never) have been|should have been|fell short|(?:did not|failed to) (?:<duty>))|<we> (?:acknowledges?|admits?|accepts?|concedes?) (?:that )?it (?:did not|failed|should have|was wrong|had not)",
            r"(?:this|that|it|which) (?:is|was) (?:\w+ )?(?:an?|the) (?:\w+ )?(?:failure|failing|lapse|error|mistake|oversight|fault|shortcoming) (?:on (?:our|my) (?:part|side|end)|of ours|by us|in our \w{2,})|(?:mistake|error|fault|slip|oversight|mix-?up) (?:on|at) (?:our|my) (?:part|side|end)|(?:the )?(?:mistake|error|fault|blame) (?:is|was|lies)(?: \w+)? <our>",
        ],
        unless: &[
            r"<our> (?:[\w'-]+ ){0,3}?(?:<others>|competitors?|lines?|that|which|who|it|this|they|what) (?:is|was|were|are|has|have|[\w-]{2,})",
            r"(?:fault|mistake|error|blame) (?:is|was|lies)(?: \w+)? <our> (?:\w+ )?<others>",
            r"(?:falls?|fell) (?:short|below)<gap> (?:expectations?|you expected?)|<we> (?:told|informed|said) you(?: \w+)? (?:that )?you",
        ],
    },
    // How we did, how long we took, and what was wrong.
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            r"<we><have>(?: not|n't) (?:done|been|behaved|performed|served|looked after|treated|handled)(?: [\w'-]+){0,3}? (?:well|good enough|up to|as <we> should|our best|properly|right)",
            r"(?:could|should) have been (?:handled|managed|dealt with|done|communicated|explained|organised|planned|prepared|treated) (?:\w+ )?(?:better|differently|sooner|faster|earlier|more \w{2,})(?: [\w'-]+){0,4}? by (?:<us>|<staff>|the (?:practice|school|hospital|council|clinic|company|bank|hotel|club|team|airline))",
            r"<we><have> (?:took|taken|needed) (?:[\w'-]+ ){1,6}?(?:to (?:reply|answer|respond|notice|find|fix|call|write|admit|react|act|tell|see|process|deliver|send|return|refund|repair|get back|come back|deal|look|sort)|over (?:it|this|your))",
            r"(?:the|that|this|our) (?:decision|refusal|assessment|conclusion|verdict|judgement|judgment|advice|answer|reply|letter|assumption|accusation|calculation|approach|reminder|bill|invoice)(?: [\w'-]+){0,6}? (?:was|were) (?:\w{2,}ly |quite |just )?(?:wrong|a mistake|mistaken|unjustified|unfounded|unjust)",
            r"<we> (?:fully |freely |readily )?(?:accept|admit|acknowledge|concede|recogni[sz]e|regret)(?: that)? (?:[\w'-]+ ){1,7}?(?:did not|didn't|failed|fell short|should (?:not |never )?have|(?:was|were) (?:not|too|far|wrong|poor|unacceptable|inadequate))",
            r"(?:<ours>)<have> <adverb>(?:over(?:cooked|priced|filled|loaded|stated|stocked|heated|stepped|quoted|stretched|stayed|dosed|committed|complicated|spent)|under(?:cooked|priced|quoted|staffed|counted|stocked|paid|prepared|sold|manned|resourced))",
            r"(?:<ours>)<have> <adverb>(?:<past>)(?: [\w'*$-]{1,30}){0,12}? (?:anyway|regardless|all the same|without (?:a|so much as a) \w{2,})",
            r"when <our> own (?:\w+ ){1,3}(?:says?|said|is|are|promises?|promised|allows?|requires?)",
            r"(?:<ours>)<have> <adverb>(?:<past>)(?:,? [\w'*$-]{1,30}){0,9}? (?:(?:that|which|who|you|people|guests|clients|customers) (?:had|has|have) (?:already |long |just |clearly |never )?(?:told|paid|booked|asked|warned|ordered|cancelled|returned|tickets|slept|seen|used|signed|reported|an? (?:\w+ )?(?:tickets?|bookings?|reservations?))|(?:that|which) (?:does|did|do)(?: not|n't) \w{2,}|while (?:you|they|he|she|your \w+) (?:were|was|had)|(?:an?|one|two|three|four|five|six|\d{1,3}|several|many|some) (?:minutes?|hours?|days?|weeks?|months?|years?) (?:too )?late|with an? (?:\w+ )?(?:cracked|broken|missing|torn|leaking|faulty|bent|split|chipped|dead|loose|hole|crack|tear|dent|stain)|and (?:did|said|told|sent|heard) (?:you )?(?:nothing|nobody|no ?one)|and (?:then )?(?:none|nobody|no ?one|nothing) (?:came|called|did|happened|answered|went|arrived|was)|and (?:then )?(?:<wrongly>))",
            r"it was (?:me|us|one of us|<staff>|my team) (?:who|that) \w{2,}|(?:is|was|'s) (?:all |entirely |solely |plainly |simply )?down to (?:us|me|how <we>|<our>)|(?:fault|blame|mistake|responsibility|error|problem) (?:lies|lay|is|was|rests) (?:\w+ )?(?:with|in) (?:how|the way|what) <we>",
            r"(?:expect|expected|deserve|deserved) (?:so much |much |far )?(?:better|more) (?:of|from|than (?:this|that) from) (?:us|me)",
            r"(?:<ours>)<have> <adverb>(?:fell|fallen) (?:down|flat)|(?:<ours>)<have> <adverb>(?:came|come) up short|(?:<ours>)<have> <adverb>(?:let|allowed) (?:things|standards|it|ourselves|this|the|your|our)(?: [\w'-]+){0,4}? (?:slip|slide|lapse|to lapse|to expire|expire|to happen|happen|to slip|to go|go|run out|to run|drift|to drift|deteriorate|to deteriorate)",
            r"(?:<ours>)<have> <adverb>got [^.;:?!]{1,80} wrong",
            r"(?:because|since|as) (?:<ours>)(?:'d)? (?:\w+ly )?(?:had not|hadn't|have not|haven't|did not|didn't|were not|was not|weren't|wasn't|failed to|forgot to) (?:\w{2,}ly )?(?:<past>|\w{2,})",
            r"(?:<ours>) <adverb>(?:did not|didn't|never) <adverb>(?:ring|rang|phone|phoned|pick(?:ed)? up|return(?:ed)? (?:your|the)|do (?:what|it|that|our|the)|did|stop|stopped|sign|signed|leave|left|install|installed|clean|cleaned|turn|turned|open|opened|pay|paid|put|pull|take|took|sort|sorted|move|moved|load|loaded|lock|locked|close|closed|stick|stuck|hand|handed|transfer|transferred|pass|passed|explain|explained|offer(?:ed)? you|apologi[sz]e|apologi[sz]ed|own|owned|admit|admitted|deal|dealt|cover|covered|replace|replaced|staff|order|ordered|refund|refunded|remove|removed|correct|corrected|share|shared|see to|saw to|attend|attended|secure|secured)",
            r"<our> (?:[\w-]+ ){1,3}?(?:showed|said|stated|listed|named|quoted|contained|displayed|carried|advertised|served|sent|gave|delivered|charged|told|put|let|left|took|printed|sold)(?: [\w'-]+){0,6}? (?:old|last \w{2,10}'s|yesterday's|someone else's|another \w{2,}'s|who had told|that had|which had|you had (?:paid|asked|told|booked))",
            r"<we> (?:knew|were told|had been told|were warned|had been warned|saw|had known)(?:,? [\w'-]+){1,12}? and (?:<we> )?(?:did|said|changed|told you) nothing",
            r"(?:nobody|no ?one)(?: [\w'-]+){1,8}? and <we> should have|<we> should have(?:\W{0,3}$|,| and)|it (?:is|was) for <us> to (?:get|make|see|check|ask|know|tell|do|bring|deliver|keep|look)|(?:this|that|it|these)(?:'s| is| was|'re)(?: \w+)? (?:on us|on me)|no (?:one|body)(?: else)? but (?:us|me|ourselves|myself)",
            r"(?:is|was|'s) (?:\w+ )?(?:ours|mine) to (?:fix|mend|put right|answer for|own|solve|sort)|our accountability|<our> (?:own )?(?:[\w'-]+ ){1,3}(?:is|was|were|are|has been|have been) (?:far from|nowhere near|less than|well below|not what) (?:\w+ )?(?:perfect|good|adequate|acceptable|right|what|the standard|ideal|satisfactory|you)|<our> (?:[\w-]+ ){1,4}?(?:made|has made|have made) (?:an?|the|some|this|that|several) (?:\w+ )?(?:<fault>)",
        ],
        unless: &[
            r"(?:did not|didn't|never|were not|was not|weren't|wasn't|had not|hadn't) (?:\w{2,}ly )?(?:receive|received|hear|heard|get|got|know|knew|known|find|found|see|saw|seen|expect|expecting|expected|anticipate|anticipated|foresee|foreseen|intend|intended|mean|meant|want|wanted|have|had|lose|damage|able|aware|allowed|given|sent|informed|involved|present|open)",
            r"<our> (?:\w+ )?<others>(?: [\w'-]+){0,2}",
            r"(?:accept|admit|acknowledge|concede|recogni[sz]e|regret)(?: that)? (?:you|your \w+|they|he|she|others?)(?: [\w'-]+){0,4}|regret to \w{2,}",
            r"(?:never|did not|didn't) (?:\w{2,}ly )?(?:share|shared|pass|passed|sell|sold|give|gave|hand|handed)(?: [\w'-]+){1,6}? (?:with|to) (?:anyone|anybody|others|third parties|any|a third)",
            r"<we><have> (?:took|taken|needed) (?:[\w'-]+ ){0,3}?(?:steps|action|care|note|measures|time|the time|every)(?: \w+){0,2}",
        ],
    },
    Signal {
        sign: Sign::Deed,
        patterns: &[
            r"(?:<ours>)(?:'d| had)? (?:(?:\w{2,}ly|also|then|just|even|both|twice) )?(?:<past>)",
        ],
        unless: &[
            r"(?:<ours>)(?:'d| had)? (?:(?:\w{2,}ly|also|then|just|even|both|twice) )?(?:<neutral>|<ordinary>|need|indeed|feed)(?: [\w'-]+){0,2}",
            r"(?:<ours>) (?:\w{2,}ly )?(?:\w{2,}ed|told|said|made|took|gave|left) (?:on time|in time|as (?:agreed|planned|promised|usual)|correctly|properly|hard|nothing|with all)",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:take|accept|bear|assume|admit|have) no (?:\w+ )?(?:responsibility|blame|liability|fault)",
            r"no (?:fault|mistake|error) (?:of ours|on our part)|<we>(?:'re| are| am|'m| were| was) not (?:\w{2,} )?(?:responsible|to blame|at fault|liable)|(?:cannot|can't|not) be held (?:\w+ )?(?:responsible|liable|accountable)|acted (?:appropriately|correctly|properly)|did nothing wrong",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:<we>|<staff>)(?:'ll| will|'ve| have|'re| are|'m| am| can| want to| would like to|'d like to)?<gap> (?:refund\w{0,3}|replac(?:e|ed|ing)|credit(?:ed|ing)?|compensat\w{1,4}|reimburs\w{1,6}|redo|redoing|redone|repair(?:ed|ing)?|mend(?:ed|ing)?|re-?send|re-?sent|re-?print\w{0,3}|re-?issue[ds]?|correct(?:ed|ing)?|fix(?:ed|ing)?|repay|repaid|paid you back|pay you back|waive[ds]?|waiving|offer(?:ing)? you|rebuil[dt]|restor\w{1,3}|re-?book\w{0,3}|take care of (?:the|your|all|every) (?:\w+ )?(?:cost|costs|bill|fee|damage|repair)s?|pay (?:for )?(?:the|your|all)|make amends|made amends|remedy|(?:send|sent|sending) you (?:a|the) (?:new|right|correct)|cover (?:the|your|all)|covered (?:the|your|all))",
            r"(?:<we>)(?:'ll| will|'ve| have|'re| are|'m| am)(?: \w+){0,2}? (?:cancel|cancelled|cancelling|revers\w{1,3}|remov\w{1,3}|delet\w{1,3}|dropp\w{1,3}|taken off|deduct\w{0,3}|writ(?:e|ten|ing) off) (?:\w+ ){0,5}?(?:invoice|reminder|charge|fee|bill|cost|costs|amount|payment|sum|interest)|(?:<we>)(?:'ll| will|'re| are|'ve| have)(?: \w+)? (?:send|sending|sent|give|giving|given|bring|bringing|deliver|delivering) (?:you )?(?:(?:a|an|the|another|your|\d{1,3}) )?(?:\w+ ){0,3}?(?:replacement|new one|percent|%|discount|voucher|gift|copies|correct|right one)|(?:<we>)<gap> (?:\d{1,3} ?(?:%|\*|percent|per cent)|half|money) (?:off|back)",
            r"(?:<we>)(?:'ll| will|'ve| have|'re| are|'m| am| can)(?: \w+){0,2}? (?:pay|paid|paying|cover|covered|bear|book|booked|booking|arrange|arranged|reserve|reserved|reschedul\w{1,3}|collect\w{0,3}|reprint\w{0,3}|replac\w{1,3}|(?:give|given) you) (?:for )?(?:you |an? |the |your |all |both |every |another |it |any |whatever )|(?:<we>) (?:took|have taken|'ve taken) (?:\w+ ){1,4}down|(?:refunded|reimbursed|credited|replaced|re-?printed|re-?sent|paid back|taken down) (?:the|your|you|it|all|every|both|each)|paid (?:\w+ ){1,3}back",
            r"(?:mak|put|sett?|putt)(?:e|ing|s)? (?:it|this|things|that|matters|everything) (?:all )?(?:right|good|straight)|make (?:it |this )?up (?:to|for)|mak(?:e|ing) amends|(?:is|be|been) (?:put|made|set) (?:right|good)|(?:there(?:'s| is)|here(?:'s| is)|you(?:'ll| will) find) (?:an? |your |the )?(?:\w+ ){0,2}(?:refund|replacement|voucher|credit|gift)|reach a (?:remedy|settlement|solution) (?:that|with|which)",
            r"you(?:'ll| will| can)(?: \w+){0,2}? (?:get|have|receive|claim|be (?:given|sent|paid|offered))(?: \w+){0,4}? (?:refund|replacement|voucher|credit|discount|money back|compensation)\w{0,2}(?:/\w+)?|you will be (?:refunded|credited|compensated|reimbursed)|(?:enclosed|attached|here) is (?:a|your) (?:\w+ )?(?:refund|voucher|credit|replacement)|(?:please accept|enclosed)<gap> (?:refund|voucher|credit|gift|discount)",
            r"(?:issue|issued|issuing|receive|authori[sz]ed?|deposited|added|credited|given|for that|provide|adding|arranged|arrange|approved|processed|sent)(?: [\w'*$()-]{1,40}){0,8}? (?:voucher|credit|refund|replacement|miles|points|discount)\w{0,1}|(?:refund|reimburse|compensate) you|(?:refund|replacement|return)(?:/\w+)? options",
            r"you (?:will not|won't) (?:be charged|be billed|pay|have to pay)|(?:your|the) (?:\w+ ){0,3}?(?:is|are|has been|have been|was|were|will be|is being|are being) (?:\w+ )?(?:restored|refunded|reimbursed|rebuilt|re-done|redone|mended|fixed|credited|replaced|repaired|re-?sent|re-?printed|corrected|cancelled and|waived|on (?:its|their) way(?: (?:back )?to you)?)|(?:is|are|will be) free|costs? you nothing|(?:no|without) (?:any )?(?:extra |further )?charge|nothing (?:more |else )?to pay|(?:breakfast|dinner|lunch|drinks?|meals?|coffee|dessert|month|night|stay|shipping|delivery|costs?|round|bill|taxi|repairs?|visit|session|hour|replacement|fare|next \w+) (?:is|are|will be) on <us>|(?:right|correct|corrected|revised|amended)(?: \w+){1,2} (?:is|are) (?:attached|enclosed|below|on|with|ready|at|now)|(?:new|right|correct|replacement)(?: \w+)? (?:is|are) on (?:its|their) way",
            // The thing is the subject: "the difference is back on your card", "the right one ships today".
            r"(?:the|your|an?|both|all|every|each|any|this|these|everything|it|new|replacements?|correct(?:ed)?|credit|one|\d{1,3})(?: [\w'*$%.,/-]{1,20}){0,7}?(?: (?:is|are|was|were|has been|have been|will be|has|have)|'s|'ll be|'ve been) (?:(?:already|now|also|all|\w{2,}ly|being|just) )?(?:refunded|reimbursed|replaced|repaired|fixed|mended|corrected|re-?sent|reissued|reinstated|restored|waived|written off|taken off|reversed|rectified|repaid|returned to you|paid back|back (?:on|in|to|with)|on (?:its|their|the) way(?: back)? to you|cleaned up|redone|sorted|reprinted|rebooked|live now|credited|compensated|gone (?:out|back) (?:again|today|to you)|deducted|repainted|re-?laid|rebuilt|swapped|exchanged|back (?:online|up|in service|working))",
            r"(?:entry|charges?|fees?|marks?|payments?|tradeline|inquiry|records?|posts?|photos?|comments?|bills?|invoices?)(?: [\w'-]+){0,4}? (?:was|were|has been|have been|is being|will be) (?:\w{2,}ly )?(?:deleted|removed|reversed|cancelled|canceled|taken down|dropped|waived)|(?:refund|credit|adjustment|correction|reimbursement|compensation|repayment|replacement)(?: [\w'*$.,%-]{1,20}){0,6}? (?:was|were|has been|have been|is being|will be|is|are) (?:\w{2,}ly )?(?:issued|processed|made|sent|posted|applied|approved|paid|granted|provided|initiated|completed|dispatched|shipped|arranged|ordered)|<we> (?:cancelled|removed|deleted|reversed|dropped|waived|credited|extended)(?: [\w'-]+){0,4}? (?:fees?|charges?|payments?|invoices?|bills?|entry|entries|interest|marks?|inquiry|account|subscription|report|file)|<we>(?:'ve| have|'ll| will) (?:extend(?:ed)?|upgrade[d]?) your",
            r"(?:get|have|receive|gave|give you|given) your (?:\w+ )?(?:money|deposit|payment|fare|fee) back|you(?:'ll| will) (?:\w+ )?(?:receive|get|have|find) (?:the|an?|your) (?:\w+ )?(?:correct|corrected|right|new|replacement|revised|missing|full)|(?:knock|take|give|get|took|gave|deduct)(?:ed|ing)?(?: [\w'-]+){0,2}? (?:\d{1,3} ?(?:%|percent|per cent)|half|[*$]?\d{1,6}) (?:off|back)|let <us> (?:buy|treat|pay|cover|give|refund|replace|send)|as <our> guests?",
            r"(?:right|new|other|correct|corrected|missing|replacements?|second|fresh|money|refund|difference|balance|sum|amount|payment|deposit|fare|rest|remainder|copies|you paid|credit notes?|invoices?|vouchers?|cheque|check|pallets?|parts?|compensation|\d[\d.,]{0,9})(?:[ -][\w'-]+){0,5}?(?:'s|'re| is| are| will be| have been| has been)? (?:already |now |also )?(?:on (?:its|their|the) way|on a \w+ (?:van|truck|lorry)|in the (?:post|mail)|ships?|leaves|goes out|go out|went out|will follow|follows?|attached|enclosed|below|comes? off|will come off|come off|will (?:reach|arrive|be with you|be at|be there|be delivered|be paid|be sent)|arrives?|reach(?:es)? you|is waiting|waiting for you|ready for you|been sent)",
            r"(?:men|engineers?|technicians?|drivers?|plumbers?|electricians?|painters?|fitters?|colleagues?|people|crew|team|van|mechanics?|roofers?|cleaners?|specialists?|someone|somebody|i|we|replacements?|parcel|order) ?(?:will|'ll|is going to|are going to|can) (?:be (?:with you|there|round|at your|outside)|come (?:round|out|by|back (?:on|at|tomorrow|today)|to your)|call round|pick (?:it|them|up|the)|collect (?:it|them|the|your)|bring (?:you|it|the)|swap|exchange|drop (?:it|off|round)|take (?:it|them) back|finish (?:it|the)|repaint|clean (?:it|up|the)|re-?lay|put in|make (?:you )?a new|do it again)|\w{2,} (?:will|'ll|is going to) (?:swap|exchange|repaint|re-?lay|redo|make (?:you )?a new) ",
            r"(?:do not|don't|need not|needn't|won't|will not|never) (?:have to )?pay (?:nothing|anything|a (?:cent|penny)|for)|pay nothing|(?:next|your|the|all|any|first|whole|drinks?|coffees?|lunch|dinner)(?: [\w'-]+){0,3}?(?:'s| is| are| will be) on <us>|(?:(?:new|another|next|your|a|one) [\w-]+(?: [\w-]+){0,4}|a friend),? (?:for )?free(?: of charge)?|for free|free (?:of charge|replacement|repair|visit|month|session|night|ticket|delivery|copy|upgrade)|(?:at|on) (?:our|my) (?:own )?(?:cost|expense|account)|(?:bills?|costs?|invoices?|receipts?|fees?)(?: \w+){0,3}? (?:to (?:us|me)|(?:is|are) ours|with us|(?:is|are) on <us>)|(?:cost|bill|damage|fee)[^.]{1,40}?;? it(?:'s| is) (?:ours|on <us>)",
            r"<we>(?:'ve| have|'ll| will|'re| are|'m| am)?(?: \w+){0,2}? (?:made arrangements|arrang(?:e|ed|ing)|enclos(?:e|ed|ing)|includ(?:e|ed|ing)|attach(?:ed|ing)?|prepared?|add(?:ed|ing)?|put|left|ordered|sent|transferr?(?:ed|ing)?|mail(?:ed|ing)|deposit(?:ed|ing)?|load(?:ed|ing)?|appl(?:y|ied|ying))(?: [\w'*$-]{1,30}){0,6}? (?:e-?vouchers?|vouchers?|credit|refund|miles|points|certificate|cheque|gift card|compensation|difference|amount|balance|replacements?|money|discount|corrected|new (?:one|invoice|copy|link|contract|date|ticket|version))",
            r"<we>(?:'ve| have| had)? (?:asked|told|instructed|got)(?: [\w'-]+){1,4}? to (?:delete|remove|correct|refund|cancel|waive|replace|fix|reprint|repair|return|reverse|credit|withdraw|amend)|(?:swap|exchange|put back|undo|undid|undone|reinstat\w{1,3}|repaint\w{0,3}|re-?do|re-?wrote|rewrite|rewritten|re-?mak(?:e|ing)|re-?made|re-?ran|re-?run|re-?deliver\w{0,3}|re-?paid) (?:it|them|the|your|that|this|everything|you)",
            r"tickets? (?:stay|remain|are still) valid|(?:you are|you're|you have been|you've been) (?:\w+ )?(?:refunded|credited|reimbursed|rebooked|upgraded)|<we>(?:'ve| have) (?:now )?(?:taken|brought|switched|turned|put)(?: [\w'-]+){1,5}? (?:back up|back on|back online|down|right)|(?:came|come) down (?:at|on|this|the same|within)|choose (?:a|any|your|another|new)(?: [\w'-]+){1,6}?,?(?: and)? (?:<we>|it|they)",
            r"(?:come|coming|comes|be there|visit|sent?|send)<gap> to (?:mend|fix|repair|replace|collect|sort)|(?:free of charge|at no (?:extra |further |additional )?(?:cost|charge)|at our (?:own )?(?:expense|cost)|on the house|our offer)|, on <us>",
        ],
        unless: &[
            r"(?:not|\w{2,7}n't|never|nothing|no \w+) (?:\w+ )?make (?:it |this )?up|(?:cannot|can't|will not|won't|unable to|not able to|would not|wouldn't|do not|don't|no|not|nothing)<gap> (?:refund\w{0,3}|replac\w{1,4}|credit|compensat\w{1,4}|reimburs\w{1,4}|offer|repair|fix)|nothing (?:that )?<we> (?:can|could)(?: \w+){0,2}",
            r"(?:working|trying|hoping|aiming)(?: \w+){0,2} to (?:fix|repair|correct|restore|replace|resolve|get)|(?:hope|trying|try|if|whether|ask|asked|request|may)(?: \w+){0,4}? (?:refund|replacement|compensation|credit)\w{0,3}",
            r"(?:not|\w{2,7}n't|never|no)(?: \w+){0,2}? (?:on (?:its|their) way|ready|refunded|replaced|repaired|fixed|returned|corrected|attached|for free|free|be with you|yet|been)|(?:should|could|would|must|ought to)(?: not| never)? have (?:been )?\w{2,}|that (?:the|your|this|a) (?:\w+ )?(?:refund|credit|replacement|repair) (?:should|took|takes|did not|didn't|has not|hasn't|was not|could)|(?:once|until|when|if|as soon as|before|after|should|how soon)(?: [\w'-]+){0,6}? (?:is|are|has been|have been|was|were|will be|can be|we|i) (?:\w+ )?(?:fixed|repaired|returned|refunded|replaced|resolved|restored|corrected)|(?:whether|if|unsure|hope|hoping|may|might)(?: [\w'-]+){0,6}? (?:arrives?|on (?:its|their) way|reach(?:es)?|follows?|ships?|leaves)|(?:fault|blame|mistake|error|one|onus|responsibility|burden)(?:'s| is| was| are)(?: \w+)? on <us>|feel free|(?:agent|representative|advisor|adviser|available)(?: \w+)? (?:will|can) be with you|be with you (?:shortly|soon|as soon|in a \w+)|fault-free|gluten[ -]free|toll[ -]free|(?:we|i)(?:'m| am|'re| are) free|free (?:to|trial|on|at)",
            r"(?:mak|put|sett?|putt)(?:e|ing|s)? (?:it|this|things|that|matters|everything) (?:all )?(?:right|good|straight) (?:will|would|is|has to) (?:be )?(?:billed|charged|cost|chargeable)",
            r"(?:working|trying|hoping|plan|looking|investigating)(?: [\w'-]+){0,5}? (?:fixed|restored|resolved|back|sorted)|(?:was|were|had been|has been) (?:correct|returned by|credited to you correctly)|(?:we|i) wish (?:we|i)<gap> (?:offer\w{0,3}|give)(?: \w+){0,3}|<we><have> (?:already )?(?:correctly|credit cards?|fixed (?:price|fee|rate|cost)s?)(?: \w+)?",
        ],
    },
    // The money, the thing or the treat that comes instead, whoever sends it.
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"(?:enclosed|attached|included|here|with this (?:letter|mail))(?: \w+)? (?:is|are|you(?:'ll| will) find) (?:[\w'*$.,-]{1,20} ){0,5}?(?:certificates?|vouchers?|cheques?|checks?|gift (?:cards?|certificates?)|refund|credit(?: note)?|tickets?|code|replacements?|invoice|pass(?:es)?)",
            r"(?:find|found|enclos\w{1,3}|attach\w{0,3}|accept)(?: [\w'*$.,-]{1,20}){0,6}? (?:travel certificate|certificate for|gift (?:card|certificate|voucher)|cheque (?:for|over)|check for|code (?:for|worth)|money off|voucher)",
            r"[*$]?\d[\d.,]{0,9}(?: [\w*$]{1,10}){0,2}? (?:goes|go|went|is going|will go|comes|is coming|will come|has gone|are going) (?:straight )?(?:back )?(?:to|on|onto|into) your",
            r"(?:the|your|all|every|any|that|this)(?: [\w'*$.,-]{1,20}){1,5}? (?:goes|go|went|is going|will go|comes|is coming|will come|has gone|are going) (?:straight )?back (?:to|on|onto|into) (?:your|you)",
            r"with (?:another |an extra |a further )?[*$]?\d[\d.,]{0,9}(?: [\w*$]{1,10}){0,2}? on top",
            r"you(?:'re| are| will| won't|'ll)(?: not)?(?: be)? (?:pay|paying|charged|billed|asked to pay) (?:for )?(?:nothing|any|anything|half|what|only what|just)|you(?:'re| are) not (?:paying|being charged)|you pay (?:what|only|nothing|no more|half|just)|the rest is (?:my|our) (?:problem|treat|business|affair|cost|worry)|the rest is on <us>",
            r"(?:an?|your|the|their|next|one)(?: [\w-]+){1,3} on <us>",
            r"(?:has|have|had|having|get|getting|gets)(?: [\w'-]+)? (?:the|their|your|its|every)(?: [\w'-]+){1,4} (?:reversed|refunded|credited|removed|waived|cancelled|reinstated|restored|replaced|repaid|paid back)",
            r"you(?:'ll| will| can| should)(?: \w+){0,2}? (?:find|see|have|get|receive|notice) (?:an? |the |another )?(?:extra |further |additional )?(?:[*$]?\d[\d.,]{0,9}|refund|credit|voucher|replacement|discount)(?: [\w*$'-]{1,20}){0,4}? (?:on|in|with|off|back|by|to|from|worth) ",
            r"(?:invite|welcome|have) (?:you(?: \w+){0,3}|the \w+|them) back[^.!?]{0,60}? (?:free|included|complimentary|paid|as our|at our|on <us>|without charge|on the house)",
            r"(?:popp?(?:ed|ing)?|put|putting|post(?:ed|ing)?|plac(?:ed|ing)|dropp?(?:ed|ing)?|send(?:ing)?|sent|order(?:ed|ing)?|ship(?:ped|ping)?|courier(?:ed|ing)?|book(?:ed|ing)?|bring(?:ing)?|brought|mak(?:e|ing)|bak(?:ed|ing)|print(?:ed|ing)?|deliver(?:ed|ing)?|dispatch(?:ed|ing)?)(?: you| him| her| them| out| off| over| round)? (?:an?|the|your|another|some)(?: [\w-]+){0,2}? (?:replacements?|new (?:one|ones|pair|set|copy|\w{2,})|fresh (?:one|\w{2,})|right (?:one|\w{2,})|correct (?:one|\w{2,})|second (?:one|set|pair))",
            r"(?:\d{1,3} ?(?:%|\*|percent|per cent)|half(?: price)?|money|[*$]\d[\d.,]{0,9}) (?:off|discount)|(?:gets?|have|receives?|with) (?:an? |some )?(?:free|complimentary) \w{2,}|two for one|half[ -]price",
            r"(?:label|refund|voucher|code|replacement|credit|money|difference|coupon|pass)(?:'s| is| are)(?: \w{2,}ly| now| already)? (?:in|on|with|at|inside) (?:your|the|its|their)",
            r"(?:an?|the|your) (?:new|replacement|right|correct|correctly \w{2,}|second|fresh|proper)(?: [\w-]+){0,3}? (?:left|leaves|went out|goes out|goes off|shipped|ships|was sent|is in the (?:post|mail)|arrives?|will arrive|comes|is coming|will come|lands|reaches|will be (?:delivered|sent|there|with you|fitted|installed|ready)|is being (?:made|sent|printed|built|delivered|fitted))",
            r"(?:offer(?:ed|ing)?|present(?:ed|ing)?|giv(?:e|en|ing)|gave|grant(?:ed|ing)?)(?: to)? you(?: both| all)?(?: with)?(?: [\w'*$.,-]{1,20}){0,7}? (?:free|complimentary|nights?|stay|vouchers?|certificates?|points|miles|refund|credit|discount|upgrade|meal|dinner|tickets?|months?|compensation|money back)",
            r"(?:complimentary|free) (?:nights?|stays?|dinners?|lunch(?:es)?|meals?|months?|tickets?|treatments?|repairs?|replacements?|returns?|shipping|delivery|copies|copy|upgrades?|sessions?|visits?|drinks?|rounds?|coffees?|hours?|years?|service|call-?out|bottles?|credits?|desserts?|breakfasts?|rides?|trips?|wash|classes|class|lessons?)",
            r"(?:<ours>)(?:<about>)(?: \w+){0,2}? (?:<gives>) (?:you |back |off |round |up )?(?:(?:the|your|all|any|each|every|an?|another|some|<how_many>)(?: of)? )(?:[\w'*$.-]{1,20} ){0,4}?(?:of )?(?:<worth>)",
            r"(?:<ours>)(?:<about>)(?: \w+){0,2}? (?:<gives>) (?:you |back )?(?:the |another )?[*$]\d[\d.,]{0,9}|(?:<ours>)(?:<about>)(?: \w+){0,2}? cover what you|(?:asked|told|instructed) [\w' -]{2,40} to (?:<gives>) (?:you |back )?(?:the|your|an?) (?:[\w-]+ )?(?:<worth>)",
            r"(?:<ours>)(?:<about>)(?: \w+){0,2}? (?:put|move|moved|booked|book|transfer\w{0,4}|upgrade[d]?) you (?:\w+ )?(?:on|in|into|to) (?:the|an?|another|our|first|business)",
            r"(?:<ours>)(?:<about>)(?: \w+){0,2}? (?:re-?plant|plant|re-?lay|re-?paint|re-?do|re-?make|re-?print|re-?write|re-?fit|re-?run|clean|dry|tun|tune|cook|bake|sew|iron|polish|sand|seal)\w{0,4} (?:the|your|it|all|new|another|an?|them|for you|everything)",
            r"<we> (?:gave|paid|put|took|sent)(?: [\w'*$.-]{1,20}){0,4}? back|<we> (?:gave|paid|put|took|sent) back|<we> (?:removed|took down|withdrew|deleted) (?:the|your|that|it) [\w' -]{1,40}(?: and|,| this| the same| within| today| at once)",
            r"(?:<worth>)(?: [\w'*$.,-]{1,20}){0,6}? (?:is|are|was|were|has been|have been|will be|is being|are being|will) (?:\w{2,}ly |now |already |being |also |all )?(?:returned|put back|taken off|struck|lifted|paid|extended|added|set aside|kept|doubled|halved|reduced|restored|honoured|settled|transferred|released|withdrawn|reopened|reactivated|unlocked|wiped|adjusted|covered|appear on|show up on|be on your|be in your)",
            r"your(?: \w+){1,5} (?:is|are|has been|have been) (?:now |already )?(?:booked|reserved|kept)|you(?:'ll| will| shall| are going to)(?: \w+){0,2}? (?:get|have|receive|see|keep|find) (?:the|your|all|every|half|twice|double) (?:\w+ )?(?:money|amount|sum|deposit|fare|payment|cost|price|cash|fee|balance|compensation|month|funds|difference|rest|total|goods|parcel|first \w{2,})",
            r"(?:please |do |just )(?:send|forward|e-?mail|post|bring|give|show|let) (?:<us> )?(?:have )?(?:the|your|any|all)(?: [\w-]+){0,3}? (?:bills?|receipts?|invoices?|bank details|account details|costs|quotes?|estimates?)|against (?:the |your )?receipts?",
            r"with (?:our|my) compliments|by way of (?:an? )?(?:apology|compensation|amends|recompense|thanks)|in (?:compensation|recompense)|to (?:make up|compensate) for (?:it|this|that|the|your|our)|as (?:an?|some|a small|a modest) (?:\w+ )?(?:gesture|token|thank[- ]you|compensation|recompense|apology|sorry)|gesture of (?:goodwill|apology)|goodwill (?:payment|gesture|credit)",
            r"(?:won't|will not|do not|don't|need not|shall not|not) (?:\w+ )?(?:see|find|have|owe|get|pay|be sent|receive) (?:an?|any|another|the|a single) (?:\w+ )?(?:charge|bill|fee|invoice|cent|penny|extra)|(?:no|without) (?:\w+ )?(?:charge|cost|fee|bill|payment) (?:for|to you|is|will|at all|whatsoever)|owe (?:<us> )?nothing|nothing (?:further |more |else |left )?(?:is |to be )?(?:due|owed|owing|payable)|(?:is|are) (?:all |already )?paid for",
            r"(?:someone|somebody|engineers?|technicians?|drivers?|plumbers?|electricians?|fitters?|couriers?|colleagues?|crew|team|van|mechanics?|specialists?|cleaners?|manager|nurse|doctor|dr \w{2,}|mr \w{2,}|mrs \w{2,}|ms \w{2,}|tailor|builder|gardener)(?: [\w-]+){0,3}? (?:will|'ll|is|are|has|have|can)(?: \w+){0,3}? (?:pick(?:ing)? up|collect(?:ing)?|put(?:ting)? (?:it|this|that|the \w{2,}) right|mend(?:ing)?|back with you|at your|bring(?:ing)?|kept?|replac(?:e|ing)|install(?:ing)?|finish(?:ing)?|fix(?:ing)?|repair(?:ing)?|swap(?:ping)?)|have (?:someone|somebody|an? \w{2,}) (?:at|with|round|out|on)",
            r"(?:there(?:'s| is| are| will be)|you(?:'ll| will) find)(?: [\w'*$-]{1,20}){1,6}? (?:waiting|ready for you|kept for you|in your name|at the door|at reception|on your account|in your account)|(?:swap|exchange|change|rebook|return)(?:ped|d|ed)? (?:it|them|yours|any \w{2,}|your \w{2,}) (?:free|for free|at no|without|for (?:a|the|another)|today|any time|whenever)|can be (?:changed|exchanged|rebooked|returned|refunded|cancelled) (?:free|at no|without|for)|free of charge|months? (?:added |for |extra )?free|added free",
            r"(?:print(?:ed|ing)?|publish(?:ed|ing)?|run|running|ran|issu(?:e|ed|ing)|post(?:ed|ing)?) (?:an?|the) (?:\w+ )?(?:correction|clarification|retraction|right of reply)",
            r"(?:refunds?|credits?|replacements?|vouchers?|money|payments?|compensation)(?:'s|'ve| has| have| is| are| was| were)? (?:already |now |all |just )?(?:gone through|gone back|been (?:sent|made|issued|paid|processed)|went through|come through|coming|via|available|at|from|in full|by (?:cheque|transfer|post)|due to you)",
            r"(?:will be|is being|are being|is to be|has been|have been|was|were|being) (?:\w{2,}ly )?(?:fitted|supplied|installed|done|made|cleaned|serviced|delivered|carried out|re-?fitted|re-?laid|sent|posted|provided|upgraded)(?: [\w'-]+){0,4}? (?:free|for nothing|at no|without charge|at our|on us|with our)",
            r"<we>(?:'ve| have|'ll| will|'re| are|'m| am)? (?:\w+ )?(?:sent|sending|send|paid|paying|pay|giv\w{2,3}|gave|return(?:ed|ing)?|put) back (?:what|the|your|all|every|half|twice)|have returned (?:the|your|all|every|what)|<we>(?:'ll| will|'m going to|'re going to) (?:merge|recover|retrieve|re-?enter|recreate|re-?create|re-?type|undo|straighten|sort|unpick|recalculate|re-?mark|re-?grade|re-?sit|re-?test|re-?run|re-?assess|re-?weigh|re-?measure|re-?plate|restock)",
            r"(?:fine|penalty|cost|costs|bill|damage|loss|expense|charge|fee|repair|repairs|difference|excess)(?: [\w'*$.,-]{1,20}){0,4}? (?:is|are|will be|was|falls|comes) (?:mine|ours|on <us>|to <us>|for <us>)(?: to (?:pay|bear|carry|settle))?|(?:mine|ours|for <us>) to (?:pay|bear|carry|settle)|<we>(?:'ve| have)? settled (?:it|the|your|that)",
            r"(?:no|without an?y?) (?:\w+ )?(?:invoice|bill|charge|fee) (?:for|this|will|is|from|on|at)|(?:nobody|no ?one|none of you|you) (?:will|shall|is going to|are going to)(?: not)? be (?:charged|billed|invoiced|asked to pay)|(?:won't|will not) be (?:charged|billed|invoiced|out of pocket)",
            r"(?:everyone|everybody|anyone|anybody|all of you|those|each of you|every \w{2,}) (?:who|that|with)(?: [\w'-]+){1,8}? (?:gets?|will (?:get|receive|be (?:refunded|credited|given|offered|re-?marked))|can (?:claim|have|get|re-?sit|return|exchange)|receives?|is (?:owed|entitled|offered))",
            r"(?:will|shall|can)(?: \w{2,}ly| also| of course| now)? be (?:refunded|reimbursed|credited|compensated|repaid|paid (?:back|in full|out|this|today|to you)|replaced|waived|restored|reinstated)|(?:for )?an? (?:full|partial|complete|cash) refund",
            r"(?:approved?|authori[sz]ed?|agreed|awarded?|ordered) (?:you )?(?:an?|the) (?:[\w-]+ )?(?:payment|award|settlement|repayment|rebate|reduction|goodwill|ex gratia)|(?:will|shall|is going to|are going to) (?:pay (?:for|the|your)|meet (?:the|your|all) (?:\w+ )?costs?|bear the costs?|cover (?:the|your|all|every))",
            r"there(?:'s| is| will be) no (?:\w+ )?(?:fee|charge|cost|bill)|(?:is|are) going out (?:today|tonight|tomorrow|by|this|to you|at)|<we>(?:'ve| have) upgraded (?:it|you|your|them)|(?:taken|knocked|took) (?:the|your|all)? ?(?:\w+ )?off (?:the|your)|(?:taken|took|knocked) off (?:the|your)|(?:claim|have) (?:the|your|all|it|half)(?: \w+){0,3}? back",
        ],
        unless: &[
            r"(?:you|client|customer|guest|passenger|tenant|buyer)s? (?:will|shall|is going to|are going to) (?:\w+ )?(?:pay|meet|bear|cover)(?: \w+){0,2}",
            r"(?:not|\w{2,7}n't|never|no|cannot|unable to|if|whether|unless|once|until|when)<gap> (?:refund\w{0,3}|replacements?|credit|vouchers?|compensation|free|discount|off|certificate|back|new (?:one|\w{2,})|right one)",
            r"(?:should|could|would|must|ought to)(?: not| never)? have (?:been )?\w{2,}|(?:right|correct|new) [\w ]{1,30},? (?:but|in the wrong|and the wrong)",
            r"as an? (?:\w+ )?(?:gesture|token)(?: of \w+)?,? <we>(?:'ve| have|'ll| will)? (?:made?|taken?|left|passed?|noted?|logged|recorded|shared?)(?: [\w'-]+){0,2}",
            r" <sum>(?: [\w'-]+){0,5}? (?:from your|out of your|by mistake|in error|twice)",
            r"(?:fault|blame|mistake|error|one|onus|responsibility|burden)(?:'s| is| was| are)(?: \w+)? on <us>|feel free|free (?:to|trial|on|at)|(?:sent|send|delivered|gave|ordered|shipped|put|printed)(?: \w+){0,3}? (?:the|an?) wrong",
        ],
    },
    amends::GIVEN,
    amends::DONE,
    amends::COMING,
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"because|due to|owing to|as a result of|as a consequence of|(?:this|it|which|that) (?:happened|occurred|came about|arose) (?:when|as|after|since|through)|(?:the|one|main|real) (?:root )?(?:cause|reason)s?(?: [\w']+){0,6}? (?:was|is|were|are|lay|lies)|(?:was|were|is) (?:the|our|a|one) (?:\w+ )?(?:reason|cause)|how (?:it|this|that) (?:happened|came about)|came about|(?:led|leads|leading) to|the explanation|we had (?:not|used|relied|assumed|copied|to)|at the time, we|which is why|that is why|the reason (?:why|that|for)|as a result|which meant|(?:this|that) meant|so that (?:the|your|you|we)|and so (?:the|your|you)",
            r"(?:was|were|is|are|been|likely|principally|all|also) (?:\w+ )?caused by|(?:stems?|stemmed|results?|resulted|arose|originated|came) from|resulted in|(?:has|have|had)? ?triggered (?:by|a|an|the)|(?:was|were) (?:hacked|compromised|attacked|breached|targeted)",
            r"(?:an?|the|our|one|some) (?:[\w'-]+ ){0,6}?(?:failure|fault|bug|glitch|error|issue|problem|outage|change|update|shortage|delay|defect|setting|script|leak|crash|cut|loss|server|servers|system|systems|transformer|machine|software|upgrade|migration|query|certificate|configuration|engine|equipment)(?: [\w'-]+){0,6}? (?:caused|led|meant|failed|broke|experienced|prevented|triggered|made|stopped|overwhelmed|expired|overloaded|resulted|crashed|did not|malfunctioned)",
            r"(?:this|it|that)(?:'s| is| was) (?:\w+ )?(?:an? )?(?:issue|problem|matter|result|consequence) (?:with|of|in)|(?:is|are) (?:currently )?(?:experiencing|in maintenance|under maintenance|out of stock|sold out)|(?:has|have|had) (?:already )?expired|may not have been available|(?:changing|change) of (?:\w+ ){1,3}(?:has|have) caused",
            // A plain story: who was away, what had not been passed on, what broke.
            r"(?:nobody|no ?one|none of us)(?: else)? (?:had |here )?(?:<past>|knew|saw|noticed)|(?:the|an?|our|his|her|their|one of (?:our|my)|two|some|your) (?:[\w'-]+ ){1,4}?(?:had been|had not|hadn't|had never|had already|never (?:reached|arrived|came|got)|was never|were never)|(?:was|were|wasn't|weren't|had been) (?:not |never )?(?:told|logged|shown|trained|recorded|passed on|connected|on leave|off sick|ill|away|short of|short|short-handed|(?:one|two|three) \w{2,} short|busy|new to|switched off|out of (?:order|service|date)|swapped|mixed up|stored|filed|labelled|reassigned|misread|set to|named)",
            r"(?:lorry|truck|digger|tree|car|storm|lightning|card|cards|server|pipe|cable|machine|engine|printer|disk|drive|sensor|valve|belt|alarm|battery|boiler|van|lift|pump|batch|label|ticket|note|letter|file|list|database|router|fridge|oven|heating|signal|points|lock|key|duct|mechanisms?|circuit|fuse|transformer|update|script|job|programme|program)s?(?: [\w'-]+){0,6}? (?:failed|fail|hit|broke|went through|fell|burst|jammed|crashed|froze|ran (?:twice|out)|never (?:reached|arrived|came)|got (?:lost|stuck)|stuck|processed|slipped|blew|went (?:down|missing|wrong)|carry|carried|look alike|looked alike|swallowed|ate|overwrote|duplicated)|(?:emergency|patient|storm|call|delivery) (?:came in|arrived|turned up)|<we>(?: had)? (?:tested|assumed|thought|believed|relied|trusted|copied|mistook|took it|hoped|talked ourselves|had the|had known|knew)(?: [\w'-]+){1,6}|as a consequence|member of staff (?:<past>)|it turns out (?:that )?",
            r"(?:<ours>)<have> (?:\w+ly )?\w{2,}(?:ed|ew|ut|id)(?: [\w'-]+){0,8}? (?:in (?:a hurry|haste)|by hand|without \w{3,}|instead of|rather than|on the assumption|from (?:an old|the old|last))|(?:misread|mistook|confused|assumed|overlooked|forgot|copied|relied on|opened|underestimated|mixed up|merged)(?: [\w'-]+){1,6}? (?:and (?:so|therefore|then)|so that|so|with the result|for the|from|instead)|(?:when|while|after|as) (?:<ours>) (?:moved|changed|updated|switched|migrated|installed|deployed|copied|merged|replaced|restarted|upgraded|introduced|handed over)",
        ],
        unless: &[
            r"(?:feedback|comments?|complaint|message|details|concerns?)(?: [\w'-]+){0,3}? (?:has|have|had|was|were|is|are) (?:been )?\w{2,}",
            r"so (?:that )?<we> (?:can|may|could|will)|(?:look|looking|looked|find out|finding out|investigat\w{1,4}|understand|establish|examin\w{1,3}) (?:\w+ )?(?:into )?(?:how|why)(?: [\w'-]+){0,4}",
            r"because of you|(?:due to (?:arrive|be|start|leave|depart|open|come|go|take|receive))|(?:balance|amount|payment|compensation|sum) (?:is |was )?due to|look forward to<gap>|(?:not|never) (?:look|want|try) (?:for )?(?:to explain|reasons?)",
        ],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"(?:never|not|\w{2,5}n't|cannot|nothing like (?:this|it))<gap> happens? again|(?:never|not|\w{2,5}n't)<gap> (?:repeat\w{0,2}|recur)|from (?:now|here|today|this day|that day|next \w+|\w{3,6}day) on(?:wards)?|(?:from|starting|as of|since) (?:today|tomorrow|this \w+|next \w+|\w{3,6}day)(?:,| we| every| each| two| an?| all| no| our| the) ?|going forward|<we> now (?:\w+ly )?(?:check|compare|write|scan|deploy|test|review|read|ask|confirm|count|keep|run|have|use|send|call|look|verify|require|double-check|make|back|log|measure|train)|(?:is|are) now (?:\w+ly )?(?:\w{2,}ed|read|kept|sent|written|done)|now there (?:is|are)|there (?:is|are) now|no \w{2,} (?:will|is|can|may|goes|leaves) (?:[\w-]+ ){0,5}?(?:any ?more|unless|until|without)|(?:spoken|talked|spoke) (?:with|to) (?:the|our|my|him|her|them|everyone)|<we>(?:'ll| will| are| have)<gap> in (?:the )?future|(?:do|doing|be) better|learn(?:ed|t|ing)?(?: \w+){0,4}? from (?:this|it|the|our|what)|get better|prevent\w{0,3} (?:this|it|such|another|a repeat|similar|a recurrence|future|anything like)|so that (?:this|it|nothing|no)<gap> again|(?:avoid|rule out|stop) (?:this|such|it|another)<gap> (?:again|in (?:the )?future|happening|from happening)",
            r"<we>(?:'ve| have| are|'re|'ll| will|'m| am| want to| need to| must) (?:now |also |already |since |therefore |going to |working to )?(?:changed|changing|change|introduced|introducing|introduce|improved|improving|improve|trained|training|retrain(?:ing|ed)?|learned|learnt|learn|added|adding|put in place|putting in place|strengthened|strengthen(?:ing)?|tightened|tighten(?:ing)?|review(?:ed|ing)?|rewritten|rewriting|taken steps|taking steps|committed|set up|double-check(?:ing)?|keep working|redoubl\w{1,4}|hired|stopped|made sure|making sure|overhaul\w{0,4}|revis(?:e|ed|ing)|implement(?:ed|ing)?)",
            // The new rule is the subject: "an order with an allergy now goes on a red plate".
            r"(?:every|each|all|any|no|the|an?|our|my|two|bulk|<we>)(?: [\w'-]+){0,7}? (?:(?:will|can|must|may|has to|have to|shall) )?now (?:(?:also|always|\w{2,}ly) )?(?:needs?|goes|go|have|has|gets?|carr(?:y|ies)|requires?|checks?|signs?|reads?|shows?|tells?|calls?|compares?|includes?|must|takes?|sends?|stands?|comes?|asks?|sees?|confirms?|tests?|counts?|rings?|speaks?|lists?|locks?|prints?|weighs?|scans?|passes|belongs?|starts?|stops?|warns?|refuses?)",
            r"<we>(?:'ve| have) (?:now |since |also |already |therefore )?(?:(?:started|begun|stopped) [\w-]{3,}ing|gone back to|turned (?:[\w'-]+ ){0,3}off|withdrawn|scrapped|abolished|doubled|appointed|banned|drawn up|replaced the (?:process|procedure|system|rule|software|form|list)|rearranged|separated|assigned|moved the)|<we>(?: are|'re| am|'m|'ve been| have been)(?: \w{2,}ly)? (?:adjusting|re-?evaluating|redesigning|rebuilding|re-?thinking|retraining|replacing the (?:process|procedure|system))|effort to (?:re-?evaluate|improve|review|prevent|adjust)|(?:avoid|prevent)\w{0,3} (?:\w+ ){0,3}?(?:similar|such|future|another|repeat|recurrence|the same)",
            r"no (?:[\w-]+ ){1,9}?(?:again )?(?:before|without|until|unless) (?:<we>|<our>|the|a|two|being|it|somebody|someone)|(?:won't|will not|never|'ll never|will never)(?: [\w'-]+){1,7}? again|next time (?:you(?:'ll| will)|<we>(?:'ll| will)|it will)|(?:rule|policy|procedure|process|practice|clause|script|form|setting|template|checklist|routine|system) (?:has been|is being|have been|will be|was|is) (?:\w{2,}ly )?(?:withdrawn|changed|scrapped|rewritten|replaced|abolished|revised|removed|tightened|dropped|gone)|<we> (?:check|shoot|test|scan|read|write|ask|keep|send|call|compare|count|lock|use|back|pack|weigh|measure|print|double-check|confirm|review|log|label)(?: [\w'-]+){1,8}? now|<we>(?:'ll| will) (?:always |personally |never )?(?:check|ask|tell you|call you|count|test|double-check|look|warn)(?: [\w'-]+){0,6}? (?:before|every time|each time|in future|twice|first|myself|ourselves)",
            r"(?:second (?:person|pair of eyes|colleague)|(?:every|each) (?:\w+ ){1,4}?(?:is|will be|are) (?:now )?(?:checked|tested|reviewed|compared|read|confirmed))|steps (?:to (?:ensure|make sure|prevent)|so that)|(?:ensure|make sure|guarantee|certain)(?: that)? (?:this|it|nothing|no one|you never|such)<gap> (?:not|never|again)|lessons? (?:to be |we have |we've |has been |have been |we )?(?:learned|learnt|drawn|taken)",
        ],
        unless: &[
            r"you (?:can|may|will|should|could) now|now (?:be|works?|back|able)|(?:will|shall|can) now (?:refund|replace|send|look|review|investigate|proceed|process|close|contact|credit|cancel|pay|go|take|get|call|check|test|ask|start|stop)|(?:started|begun) (?:investigating|looking|working|processing|reviewing)|no (?:\w+ ){0,3}?(?:longer|one|refunds?|doubt|way|need|reason|problem|choice)(?: [\w'-]+){0,9}? (?:before|without|until|unless) \w+",
            r"in (?:the )?future (?:meetings?|orders?|stays?|visits?|purchases?|bookings?|dealings|correspondence|\w{3,}s)|going forward,? (?:<we>(?:'d| would)? (?:ask|like you|request|suggest|recommend|advise|need you)|please|you)|(?:anyone|someone|anybody|nobody|who|you) (?:who )?(?:can|could) do better|(?:see|visit|hear|bother|contact|use|shop|stay|come|order|book)<gap> again",
            r"review(?:ed|ing)? (?:the|your|this|our|all) (?:[\w-]+ ){0,3}?(?:matter|case|claim|files?|complaint|details|account|orders?|records?|situation|concerns?|footage|notes|calls?|recordings?|letters?|contract|request|application|information|evidence|comments?|feedback|photos?|correspondence|everything)",
            r"look(?:ing)? forward<gap> in (?:the )?future|(?:you|customers|clients|users) (?:can|should|could|need to|must|might) (?:do|be) better",
        ],
    },
    story::EXPLANATION,
    story::REPENTANCE,
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"forgive <us>|(?:ask|asking|beg|begging|hope|hoping|seek|seeking|request|for|deserve|earn|win)<gap> your (?:forgiveness|pardon)|(?:another|second|one more) (?:chance|opportunity)|hope (?:that )?you (?:can|will|could|are able to|may)(?: \w+ ){0,3}? ?(?:forgive|pardon|accept (?:our|my|this) apolog)",
        ],
        unless: &[],
    },
];

pub(super) const ABSENCES: &[Absence] = &[
    Absence {
        sign: Sign::Apology,
        code: "no_explicit_apology",
        severity: Block,
        message: "Nowhere does this say that you are sorry.",
        advice: "Say it in plain words: \u{201c}We apologise.\u{201d} \u{201c}Sorry to hear\u{201d} is sympathy.",
    },
    Absence {
        sign: Sign::Responsibility,
        code: "no_responsibility",
        severity: Block,
        message: "Nowhere does this say that it was your mistake.",
        advice: "Own it: \u{201c}This was our mistake\u{201d}, or \u{201c}We failed to \u{2026}\u{201d}.",
    },
    Absence {
        sign: Sign::Repair,
        code: "no_repair",
        severity: Warn,
        message: "Nothing is said about putting it right.",
        advice: "Say what you are doing about it, or that an offer will follow.",
    },
];
