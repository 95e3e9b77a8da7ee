//! The English rules, with the examples that each has to tell apart.

mod signs;

use super::Severity::{Block, Warn};
use super::rules::{Lexicon, Rule, Scope};

pub(super) static LEXICON: Lexicon = Lexicon {
    vocabulary: VOCABULARY,
    rules: RULES,
    signals: signs::SIGNALS,
    absences: signs::ABSENCES,
    denial: r"(?:not|\w{2,8}n't|cannot|never|no|neither|nor|hardly|deny|denies|denied|denying|dispute|disputes|reject|rejects|refuse|refuses|disagree|if|whether|unless|alleged?|allegedly|claims?|suggests?|imply|implies)(?: (?:only|just|solely|really|actually|entirely|completely|in|any|way|at|all|our|my|a|an|the|that|this|it|he|she|they|you|was|is|were|are|be|been|to|of|we|i|do|did|believe|believes|think|thinks|accept|accepts|admit|say|says|mean|feel|consider|agree|as|part|due|caused|by)){0,9}",
    subject: "In the subject",
};

const VOCABULARY: &[(&str, &str)] = &[
    ("we", r"we|i"),
    ("us", r"us|me"),
    ("our", r"our|my"),
    // Up to five words of one clause.
    ("gap", r"(?: [\w'*$-]{1,40}){0,5}?"),
    (
        "very",
        r"(?:so|very|really|truly|deeply|terribly|genuinely|sincerely|extremely|most|do|must|can only|would like to|want to|wish to|again|also|once again|personally) ",
    ),
    (
        "sorry",
        r"sorry|apologi[sz]e|apologi[sz]ing|apology|apologies|regret|regrets|pardon|forgive|excuse",
    ),
    (
        "staff",
        r"our (?:\w{1,20} )?(?:team|staff|colleague|colleagues|drivers?|colleagues?|engineers?|technicians?|fitters?|developers?|designers?|editors?|accountants?|agents?|managers?|clerks?|warehouse|kitchen|shop|office|company|side|script|update|migration|release)",
    ),
    (
        "ours",
        r"<we>|<staff>|one of <our> \w{1,20}|someone (?:in|on) <staff>",
    ),
    ("have", r"(?:'ve| have| had| has)?"),
    (
        "adverb",
        r"(?:(?:\w{2,20}ly|also|then|simply|just|twice|again|even|still|therefore|so badly) )?",
    ),
    (
        "fault",
        r"mistakes?|errors?|faults?|failures?|failings?|oversight|blunder|omission|carelessness|negligence|slip|doing",
    ),
    (
        "trouble",
        r"inconvenience|inconveniences|trouble|frustrations?|annoyance|disappointment|upset|distress|confusion|offen[cs]e|hurt|disruption",
    ),
    (
        "duty",
        r"check|checked|send|sent|deliver|delivered|tell|told|inform|informed|keep|kept|meet|met|live up|lived up|call|called|answer|answered|reply|replied|respond|responded|notice|noticed|test|tested|honou?r|honou?red|ship|shipped|follow|followed|read|listen|listened|act|acted|verify|verified|confirm|confirmed|pay attention|warn|warned|proofread|look|looked|think|thought",
    ),
    (
        "hurt",
        r"offended|upset|hurt|inconvenienced|affected|disappointed|annoyed|frustrated|confused|misled|bothered|unhappy|dissatisfied|uncomfortable|put out|let down|treated",
    ),
    (
        "others",
        r"suppliers?|sub-?contractors?|contractors?|carriers?|couriers?|partners?|vendors?|manufacturers?|(?:\w{1,20} )?providers?|third[- ]part(?:y|ies)|agency|seller|bank|post office|printers?|air traffic control|freelancers?",
    ),
    (
        "felt",
        r"upset|unhappy|disappointed|dissatisfied|offended|frustrated|angry|annoyed|hurt|let down|not happy|not satisfied|unsatisfied",
    ),
];

const CONDITION: &str = "This apology depends on a condition. It asks the reader whether there is anything to be sorry for.";
const CONDITION_ADVICE: &str = "Say what happened and apologise for that: \u{201c}We are sorry that we sent your order late.\u{201d}";
const BUT: &str = "What follows the apology takes it back.";
const BUT_ADVICE: &str = "End the sentence after the apology. Explain, where it helps, in a sentence of its own that makes no excuse.";

const RULES: &[Rule] = &[
    Rule {
        code: "conditional",
        severity: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"<sorry>(?: to (?:you|anyone|anybody|everyone|all))?(?: \w{2,20}ly)?,? (?:if|in case|should (?:you|this|it|we|any\w*)|whether)",
            r"if (?:you|anyone|anybody|someone|some|any|your \w{1,20}) (?:were|was|are|is|feel|felt|have been|has been|have felt|took|found|got)(?: \w{1,20}){0,2}? (?:<hurt>|offen[cs]e|that way|this way|it \w{1,20})",
            r"if you (?:have )?(?:felt|experienced|suffered|perceived|encountered)",
            r"if (?:this|that|it|these|our|my|we|i|anything|something)<gap> (?:caused|causes|cause|offended|upset|hurt|gave|gives|inconvenienced|disappointed|let you down|came across|seemed|sounded)",
            r"if [^.;:]{1,160}, (?:then )?<we>(?: are|'re| am|'m)? <very>?(?:sorry|apologi[sz]e|regret)",
            r"(?:sorry|apologi[sz]e|apology|apologies|pardon|regret|excuse)<gap>(?: for| about| of| over| regarding| regret| excuse)? any (?:\w{1,20} ){0,3}?(?:you|this|that|it|we|which|caused|may|might)",
            r"(?:sorry|apologi[sz]e|apology|apologies|pardon)<gap> (?:for|about|over|regarding) any",
            r"(?:regret|excuse) any",
            r"(?:may|might) (?:\w{1,20} )?(?:have|cause|be causing|feel)",
            r"(?:could|would) have caused",
            r"to (?:anyone|anybody|any (?:of you|\w{1,20})) (?:who|whom|that|we|whose)",
            r"to (?:those|everyone|all|all those|people|customers|clients) (?:of you )?who (?:were|felt|feel|was|took|are|have been)(?: \w{1,20}){0,2}? (?:<hurt>|offen[cs]e|it \w{1,20}|this \w{1,20}|that \w{1,20})",
            r"(?:possible|potential) (?:\w{1,20} )?<trouble>",
            r"to the extent that|insofar as|in so far as|in the event that",
            r"should (?:you|this|it|we|any\w{0,5}|our \w{1,20}) (?:have|feel)",
        ],
        unless: &[
            r"(?:let <us> know|tell <us>|ask|check|wonder|see) (?:if|whether|in case|should)",
            r"(?:if|should) you (?:would|'d|wish|want|prefer|need|like|have any|feel you need|have (?:more|further|other|a|some|questions|anything))",
            r"if <we> had",
            r"and <we>(?: are|'re| am|'m)? <very>?(?:sorry|apologi[sz]e|regret)",
            r"(?:for|about|regarding) any (?:more |other |further )?(?:questions?|help|assistance|reason)",
            r"(?:may|might) (?:\w{1,20} )?have (?:seen|heard|noticed|read)",
        ],
        message: CONDITION,
        advice: CONDITION_ADVICE,
        bad: &[
            "We are sorry if the parcel came late.",
            "We apologise if you were upset by the call.",
            "If you felt ignored, I apologise.",
            "We apologise sincerely, and more so if our letter gave the wrong impression.",
            "If the parcel was damaged, we are sorry.",
            "We are sorry about any confusion this has caused.",
            "Our apologies for any rudeness.",
            "We regret any upset.",
            "We are sorry for the trouble that the outage may have caused.",
            "We apologise for the delays that the move could have caused.",
            "We apologise to anyone who waited.",
            "I am sorry to those who were offended.",
            "We apologise for the possible inconvenience.",
            "We apologise to the extent that the goods were faulty.",
            "We apologise, should it have been us.",
        ],
        good: &[
            "We are sorry; please let us know if you were affected twice.",
            "We are sorry, and if you would rather have a refund, you will have it today.",
            "We are sorry, and should you have any questions, I am here.",
            "If we had looked once more, you would have had your order, I am sorry to admit.",
            "If a page is missing, that is our fault, and we are sorry.",
            "We are sorry and at hand for any questions.",
            "We are sorry for the misprint that you may have seen.",
        ],
    },
    Rule {
        code: "conditional",
        severity: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:if|whether) (?:<ours>)<have> <adverb>(?:made|caused|failed|did (?:something|anything) wrong|got (?:this|it|something|anything) wrong|were (?:wrong|at fault|responsible|to blame)|let you down)",
            r"(?:if|whether) (?:this|it|that|the \w{1,20}) (?:was|is|were)<gap> (?:<our> (?:<fault>)|due to <us>|caused by <us>)",
            r"(?:<ours>) (?:may|might|could) (?:\w{1,20} )?have (?:\w{2,20}ly )?(?:made|been|failed|caused|sent|lost|broken|missed|let|given|got|overlooked|forgotten)",
            r"(?:inconvenience|offen[cs]e|confusion|upset) (?:that |which )?(?:this|it|we|that) (?:may|might|could)",
            r"any (?:<fault>)(?: that)? (?:<ours>)(?: may| might| could)",
        ],
        unless: &[r"could have (?:been|given|sent) "],
        message: "This admits the mistake only on a condition.",
        advice: "Say plainly what you did: \u{201c}We sent the wrong file. That was our mistake.\u{201d}",
        bad: &[
            "If we made a mistake, we will look into it.",
            "If this was our fault, we take responsibility.",
            "We may have sent the wrong file.",
            "Please bear with us for the inconvenience this may cause.",
            "We stand by any errors we may have overlooked.",
        ],
        good: &["It was our mistake, for we could have been more careful."],
    },
    Rule {
        code: "but_excuse",
        severity: Block,
        scope: Scope::Apologising,
        patterns: &[
            r"(?:<sorry>)[^;]{0,240}? (?:but|however|although|even though|having said that|that said)",
            r"(?:while|although|though|even though) [^.;]{1,160}, <we>(?: are|'re| am|'m)? <very>?(?:sorry|apologi[sz]e|regret)",
        ],
        unless: &[
            r"not only [^;]{1,200} but",
            r"(?:nothing|anything|no one|nobody|no excuse|none) but",
            r"but (?:to (?:the|an?|your|another)|never|only|also|above all|more than that|we know(?: that)? (?:words|sorry|an apology|this)|words|an apology|(?:this|that|it) is no (?:excuse|consolation|comfort)|(?:this|that|it|sorry) is not enough)",
            r"(?:although|though|even though) (?:an apology|words|sorry|it|this|that) (?:cannot|can't|will not|won't|does not|doesn't|is not)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        bad: &[
            "We are sorry, but our supplier was late.",
            "While we did all we could, we are sorry.",
        ],
        good: &[
            "We are sorry not only for the delay but also for our silence.",
            "We are sorry, and there is no one but us to blame.",
            "We are sorry, but we know that words are not enough.",
            "We are sorry, although an apology cannot bring the day back.",
        ],
    },
    Rule {
        code: "but_excuse",
        severity: Block,
        scope: Scope::AfterApology,
        patterns: &[
            r"^(?:but|however|having said that|that said|nevertheless|still,|in our defen[cs]e)",
        ],
        unless: &[
            r"^(?:but|however),? (?:we know|words|an apology|(?:this|that|it|sorry)(?: alone)? (?:is|cannot|can't|will not|won't)|above all|more than that|we (?:want|are going|will) (?:to )?(?:put|make|set|fix))",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        bad: &["We are sorry. But the forms were hard to read."],
        good: &["We are sorry. But sorry is not enough, so we have booked a new date."],
    },
    Rule {
        code: "but_excuse",
        severity: Block,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:(?:our|my) (?:<fault>)|our responsibility|responsible|to blame|at fault|<we> (?:were wrong|failed|got (?:this|it) wrong))[^;]{0,80}?,? (?:but|however|although|even though) (?:you|your|the|they|their|it|this|that|in (?:our|my)|there|not|to be fair|so|any|every|nobody|no one|circumstances|only|our (?:<others>)|we (?:were|had|are|have) (?:also |very |so |been |to )?(?:busy|under|short|told|given|never|no|only|not))",
        ],
        unless: &[
            r"but (?:it was )?(?:you|your \w{1,20}) (?:who )?(?:paid|bore|had to|were left|suffered)",
        ],
        message: "What follows takes the admission back.",
        advice: BUT_ADVICE,
        bad: &["It was our mistake, but the order form was unclear."],
        good: &["It was our mistake, but it was you who paid for it."],
    },
    Rule {
        code: "passive_mistakes",
        severity: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:mistakes?|errors?|misjudge?ments?) (?:was|were|have been|has been|had been|got) (?:\w{1,20} )?made",
            r"(?:mistakes?|errors?|problems?|mishaps?) (?:has |have )?(?:occurred|happened|crept in|slipped in|arose)",
            r"(?:things|matters) (?:went|have gone) wrong|(?:balls?|matters?) (?:was|were) dropped",
        ],
        unless: &[r"made by (?:<us>|<staff>)"],
        message: "Nobody does anything in this sentence.",
        advice: "Name who did it: \u{201c}We made a mistake.\u{201d}",
        bad: &[
            "Mistakes were made.",
            "An error occurred.",
            "Things went wrong.",
        ],
        good: &["The mistake was made by us."],
    },
    Rule {
        code: "blame_third_party",
        severity: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:caused by|fault of|fault lies with|because of|due to|down to|responsibility of|actions of|(?:error|mistake|failure|delay) (?:by|at|on the part of)|let down by)(?: \w{1,20}){0,3}? (?:<others>)",
            r"(?:our|the|their|a|your) (?:\w{1,20} ){0,2}?(?:<others>)(?: has| have| had)? (?:failed|made|lost|damaged|delivered|did not|didn't|was late|were late|let <us> down|let you down|caused|forgot|sent|is responsible|are responsible|was unable|went|cut|confused|mixed)",
            r"contract is between you and|(?:contact|report (?:it|this|the matter) to|speak (?:to|with)|take (?:it|this) up with) (?:the|our|your) (?:[\w-]{1,20} ){0,2}?(?:<others>)",
        ],
        unless: &[
            r"(?:<others>) [^.]{1,120} (?:we are|that is|which is) (?:responsible|<our> (?:responsibility|fault|mistake))",
        ],
        message: "This hands the mistake to somebody else. To the client it is yours, whoever made it.",
        advice: "Say \u{201c}we\u{201d}: you chose whom you work with.",
        bad: &[
            "The delay was caused by our carrier.",
            "Our printer made an error.",
            "The contract is between you and the shop.",
        ],
        good: &["Our carrier lost it and that is our responsibility."],
    },
    Rule {
        code: "blame_client",
        severity: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"you (?:should have|should've|ought to have|could have|failed to|did not|didn't|had not|hadn't|forgot to|neglected to|misread|misunderstood|overlooked)",
            r"your (?:own )?(?:failure|mistake|error|fault|misunderstanding|negligence|oversight|wrong|incorrect|late payment|incomplete)|you had (?:entered|given <us>|told <us>)",
            r"(?:users?|customers?|clients?) (?:\w{1,20} )?(?:negligently|failed to|should have)|(?:no|missing|late) payment",
        ],
        unless: &[
            r"you (?:should have|should've|ought to have|could have|did not|didn't|had not|hadn't) (?:\w{2,20}ly )?(?:receive|received|get|got|gotten|been|had|have|heard|hear|deserve|expected|expect|order|ordered|seen|ask for)",
        ],
        message: "This makes the client answer for it.",
        advice: "Leave out what the client did, and say what you could have done.",
        bad: &[
            "You should have checked the proof.",
            "This came from your misunderstanding.",
            "The booking lapsed as no payment was made.",
        ],
        good: &["You should have received it on Monday."],
    },
    Rule {
        code: "minimising",
        severity: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:minor|small|slight|little|tiny|isolated|one-off|mere) (?:\w{1,20} )?(?:issues?|problems?|errors?|delays?|mistakes?|hiccups?|glitch|glitches|inconvenience|misunderstanding|incident|mix-up|oversight|setback)",
            r"hiccups?|teething (?:problems|troubles)|no big deal|not (?:such )?a big deal|no (?:real |lasting )?harm (?:was )?done",
            r"(?:could|can|would) (?:have )?happen(?:ed)? (?:to|with) (?:any|every)\w*|(?:these|such) things (?:can |do )?happen|happens to (?:everyone|all of us|the best)",
            r"(?:not as|a lot less|less) bad (?:as|than)|blown out of proportion|(?:delays?|errors?|mistakes?) are (?:\w{1,20} )?frustrating for everyone|only (?:a (?:few|couple|matter|day|minute|short)|an? (?:hour|day))",
        ],
        unless: &[r"no (?:small|minor|little|slight)(?: \w{1,20}){1,2}"],
        message: "This makes the mistake look smaller than it was for the client.",
        advice: "Let the client judge the size; name the effect it had on them.",
        bad: &[
            "There was a minor issue with the invoice.",
            "It was a hiccup.",
            "This could happen to anyone.",
            "You waited only a few days.",
        ],
        good: &["This was no small mistake."],
    },
    Rule {
        code: "regret_inconvenience",
        severity: Warn,
        scope: Scope::Apologising,
        patterns: &[r"(?:<sorry>)(?: [\w']{1,20}){0,10}? inconveniences?"],
        unless: &[],
        message: "\u{201c}Inconvenience\u{201d} is a form letter's word.",
        advice: "Say what it really meant for the client: the lost afternoon, the second journey, the missed event.",
        bad: &["We apologise for the inconvenience."],
        good: &["We apologise for the afternoon that you lost."],
    },
    Rule {
        code: "sorry_for_feelings",
        severity: Warn,
        scope: Scope::Apologising,
        patterns: &[
            r"(?:<sorry>)(?: \w{1,20}){0,2}?(?: to (?:hear|see|learn))?(?: that)? (?:you(?:'re| are| were| feel| felt| fee| think| aren't| weren't| are not)|your experience (?:was|with \w{1,20} was))(?: [\w']{1,20}){0,3}? (?:<felt>|happy|satisfied|way|that|disappointing|frustrating)",
            r"(?:<sorry>)(?: [\w']{1,20}){0,2}? (?:for|of|about) (?:your|any|how you) (?:frustrations?|disappointment|annoyance|feelings|feel|felt|anger|upset)",
            r"(?:sorry|apologi[sz]e) to (?:have )?disappoint(?:ed)?|as you expected",
        ],
        unless: &[
            r"sorry (?:that )?you (?:were|are) (?:\w{1,20} )?(?:treated|charged|told|sent|given)(?: [\w']{1,20}){0,4}",
        ],
        message: "This apologises for what the client feels, not for what you did.",
        advice: "Apologise for the act: \u{201c}We are sorry that we \u{2026}\u{201d}",
        bad: &[
            "We are sorry you feel that way.",
            "We apologise for your frustration.",
            "Sorry to disappoint.",
        ],
        good: &["We are sorry you were charged twice that day."],
    },
    Rule {
        code: "circumstance_excuse",
        severity: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"(?:beyond|outside|out of|not within|not in) (?:of )?(?:our|my|the company's|anyone's) (?:\w{1,20} )?control",
            r"unforeseen|unforeseeable|unavoidable|extraordinary circumstances|force majeure|act of god|mother nature",
            r"(?:due to|because of|owing to|as a result of|thanks to|wind from)(?: [\w'-]{1,20}){0,4}? (?:weather|storms?|snow|volumes?|demand|traffic|strikes?|holidays?|season|shortages?|pandemic|workload|passenger|staffing)",
            r"unusually (?:large|high|heavy)|(?:busy|busiest) (?:time|period|season|week|weeks|day)|short-staffed|traffic congestion|were (?:very |so |extremely )?busy",
        ],
        unless: &[r"no (?:\w{1,20} )?(?:unforeseen|unforeseeable|unavoidable)(?: \w{1,20})?"],
        message: "This lets circumstances answer for it.",
        advice: "Say what you could have done about them, and what you do now.",
        bad: &[
            "It was beyond our control.",
            "Unforeseen events delayed us.",
            "This was due to heavy snow.",
            "It was a busy time.",
        ],
        good: &["There were no unforeseen events."],
    },
    Rule {
        code: "misinterpreted",
        severity: Warn,
        scope: Scope::Anywhere,
        patterns: &[
            r"misinterpreted|misconstrued|misunderstood|taken (?:out of context|the wrong way)",
            r"(?:was|were|been|be) (?:\w{1,20} )?(?:interpreted|perceived|received) (?:as|in)|not what <we> meant|(?:did not|didn't|never) mean(?:t)? (?:it|that) (?:that|this) way",
        ],
        unless: &[
            r"(?:<ours>)<have> (?:\w{2,20}ly )?(?:misunderstood|misinterpreted|misconstrued)",
        ],
        message: "This says that the reader read it wrong.",
        advice: "Apologise for what you said or did, not for how it was taken.",
        bad: &[
            "Our note was misinterpreted.",
            "The reply was perceived as rude.",
        ],
        good: &["We misunderstood your order."],
    },
];
