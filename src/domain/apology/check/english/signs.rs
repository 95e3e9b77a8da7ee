//! How an English sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"sorry|apologi[sz]e|apologi[sz]ed|apologi[sz]ing|apology|apologies|(?:<we>)<gap> regret|regrets?|forgive <us>|forgiveness|pardon|excuse (?:us|any|the)",
        ],
        unless: &[
            r"(?:an|your) apology (?:from|page|letter)",
            r"sorry (?:state|sight)|feel sorry|safe than sorry",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"sorry",
            r"<we><gap> apologi[sz]e",
            r"(?:<our>|please accept|accept|many|sincere|sincerest|deepest|full)<gap> (?:apology|apologies)|^apologies|our apologies",
            r"(?:we|i) (?:\w{1,20} )?(?:beg|ask) (?:for )?your (?:pardon|forgiveness)|please forgive <us>",
            r"[,-] ?apologies|<we> (?:\w{1,20} )?owe you<gap> apology",
        ],
        unless: &[
            r"sorry(?: that| but)? to (?:hear|learn|read|say|inform|tell|report|see|announce|note)",
            r"sorry (?:state|sight|for (?:him|her|them|yourself|your loss))|feel sorry|safe than sorry",
            r"(?:he|she|they|it|who|you|driver|carrier|supplier|partner)(?:'s|'re| is| are| was| were| said|\s)(?: \w{1,20})? sorry",
            r"(?:not|never|don't|won't|didn't|wouldn't)<gap> apologi[sz]e",
            r"(?:no reason|nothing|no need|refuse|decline|not going|not about)<gap> (?:sorry|apologi[sz]e)|(?:you|they|he|she)<gap> (?:our|my) apolog(?:y|ies) (?:is|are) not",
        ],
    },
    Signal {
        sign: Sign::Regret,
        patterns: &[
            r"<we> (?:\w{1,20} )?(?:regret|feel (?:terrible|awful|bad|ashamed)|are ashamed)",
        ],
        unless: &[r"regret to (?:inform|say|tell|announce)|regret nothing"],
    },
    Signal {
        sign: Sign::Responsibility,
        patterns: &[
            r"<our> (?:own )?(?:\w{1,20} )?(?:<fault>)",
            r"(?:fault|mistake|error|failure|oversight|blame|responsibility)<gap> (?:is|was|lies|lay|rests|rested)(?: \w{1,20})? (?:ours|mine|(?:with|on|upon) <us>|on our side|at our end)",
            r"(?:is|was|be|remains) (?:\w{1,20} )?<our> (?:\w{1,20} )?(?:responsibility|doing)",
            r"(?:<ours>|team|company)<gap> (?:takes?|took|accepts?|accepted|bears?|assumes?|shoulders?)(?: the| our| my| all| all of the)?(?: full| complete| sole| total| entire| personal| whole| undivided)? (?:responsibility|blame|ownership|accountability)",
            r"<we>(?:'re| are| am|'m| were| was) (?:(?:fully|solely|entirely|completely|totally|clearly|plainly|simply|alone|all) )?(?:responsible|to blame|at fault|in the wrong|wrong|accountable|careless|negligent)",
            r"(?:<ours>)<have> <adverb>(?:failed|messed up|screwed up|slipped up|fell short|fallen short|let you(?:r \w{1,20})? down|dropped the ball|blundered|erred|miscalculated|misread|misunderstood|overlooked|neglected|forgot|forgotten|missed|lost|broke|broken|damaged|deleted|mixed up|misplaced|mislaid|mishandled|over(?:charged|booked|billed|slept|promised)|double-\w{2,12}ed|under(?:estimated|stated)|mis(?:judged|printed|spelled|spelt|labelled|managed|informed|directed|counted|quoted|led)|ruined|spoiled|spoilt|disappointed you|caused|wronged)",
            r"(?:<ours>)<have> <adverb>(?:got|gotten)<gap> wrong",
            r"(?:<ours>)<have> <adverb>(?:made|making) (?:an?|the|this|that|several|some|two|these|such an?|our)(?: \w{1,20}){0,2}? (?:mistakes?|errors?|blunders?)",
            r"(?:<ours>)<have> (?:mistakenly|wrongly|accidentally|incorrectly|carelessly|inadvertently|erroneously) \w{2,20}",
            r"(?:<ours>)<have> <adverb>(?:sent|charged|billed|shipped|delivered|printed|gave|given|used|entered|quoted|told|installed|packed|invoiced|published|put|wrote|took|applied|booked|switched|left|let|ordered|cancelled|copied|set|built|cut)(?:,? [\w'-]{1,30}){0,9}? (?:wrong|incorrect|incorrectly|wrongly|twice|late|too \w{1,10}|someone else|somebody else|another|by mistake|in error|mistakenly|by accident|without|out|off|unlocked|instead)",
            r"<we> (?:should|ought to)(?: not| never)?(?: \w{2,20}ly)? have (?:\w{2,20}ly )?(?:been|\w{2,20}ed|known|sent|told|caught|seen|done|made|given|kept|written|found|taken|paid|read|spoken|put|let)",
            r"<we> shouldn't have \w{2,20}",
            r"(?:<ours>) (?:did not|didn't|never|have not|haven't|had not|hadn't) <adverb><duty>|(?:<ours>)<gap>,? (?:and|but) (?:then )?(?:did not|didn't|never) <duty>",
            r"(?:that|this|it|one|fault)(?:'s| is| was)(?: entirely| all| squarely| completely)? on (?:us|me)",
            r"(?:sorry|apologi[sz]e|apologies|apology)<gap> for (?:(?:having|my having|our having) (?:sent|charged|lost|broken|missed|failed|forgotten|made|kept|given|let|caused)|not \w{2,20}ing|failing|losing|sending|missing|forgetting|breaking|overcharging|charging|letting|making|getting|keeping|mixing|misleading|damaging|deleting|ignoring|disrupting|mishandling|overlooking|leaving)",
            r"<we> (?:were|was) (?:far |much )?(?:too )?(?:slow|late|careless|sloppy|inattentive|negligent|unprepared|rude|unfair)|<we> did (?:a|an) (?:\w{2,20}ly )?(?:poor|bad|sloppy|terrible) job",
            r"(?:<ours>)<have> <adverb>(?:left|let|kept) (?:you|your \w{1,20})<gap> (?:wait|waiting|alone|in the dark|stranded)",
            r"<we> own (?:up|this|that|it|the|<our>)|(?:nobody|no one|none)<gap> but (?:us|ourselves|ours|me|myself)",
        ],
        unless: &[
            r"(?:no|any|without|deny|denies) (?:\w{1,20} )?(?:responsibility|blame|ownership|accountability|fault)",
            r"(?:not|never|cannot|\w{2,6}n't)<gap> (?:take|accept|bear|assume|shoulder)(?: \w{1,20}){0,3} (?:responsibility|blame|ownership|accountability)",
            r"missed you|lost (?:patience|contact|touch|sight)|(?:made|make) every",
            r"<our> (?:\w{1,20} )?(?:error|mistake|fault) (?:page|message|log|report|rate|policy|code)s?",
        ],
    },
    Signal {
        sign: Sign::Denial,
        patterns: &[
            r"(?:take|accept|bear|assume|admit|have) no (?:\w{1,20} )?(?:responsibility|blame|liability|fault)",
            r"no (?:fault|mistake|error) (?:of ours|on our part)|<we>(?:'re| are| am|'m| were| was) not (?:\w{2,20} )?(?:responsible|to blame|at fault|liable)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Repair,
        patterns: &[
            r"<we>(?:'ll| will|'ve| have|'re| are|'m| am| can| want to| would like to|'d like to)?<gap> (?:refund\w{0,3}|replac\w{1,6}|credit\w{0,3}|compensat\w{1,4}|reimburs\w{1,6}|redo|redoing|redone|repair\w{0,3}|re-?send|re-?print\w{0,3}|correct\w{0,3}|fix\w{0,3}|repay|waive[ds]?|offer(?:ing)? you|rebuil[dt]|restor\w{1,3}|make amends|made amends|send you a new)",
            r"(?:mak|put|sett?)(?:e|ing|s)? (?:it|this|things|that|matters|everything) (?:all )?(?:right|good|straight)|make (?:it |this )?up (?:to|for)|mak(?:e|ing) amends",
            r"you(?:'ll| will| can)<gap> (?:refund|replacement|voucher|credit|discount)\w{0,2}(?:/\w{1,20})?|(?:enclosed|attached|here) is (?:a|your) (?:\w{1,20} )?(?:refund|voucher|credit|replacement)",
            r"(?:issue|receive|authori[sz]ed|deposited|added|credited|get|given|for that|provide|adding|added)<gap> (?:voucher|credit|refund|replacement|miles|points|discount)\w{0,1}|(?:refund|reimburse|compensate) you|(?:refund|replacement|return)(?:/\w{1,20})? options",
            r"(?:free of charge|at no (?:extra )?(?:cost|charge)|at our (?:own )?(?:expense|cost)|on the house|our offer)",
        ],
        unless: &[
            r"(?:cannot|can't|will not|won't|unable to|not able to|would not|wouldn't|do not|don't|no)<gap> (?:refund\w{0,3}|replac\w{1,4}|credit|compensat\w{1,4}|reimburs\w{1,4}|offer|repair|fix)",
        ],
    },
    Signal {
        sign: Sign::Explanation,
        patterns: &[
            r"because|due to|as a result of|(?:this|it|which) happened (?:when|as)|the (?:root )?(?:cause|reason)(?: \w{1,20}){0,4}? (?:was|is|were)|how (?:it|this|that) (?:happened|came about)|came about|led to|the explanation|we had (?:not|used|relied|assumed|copied)|at the time, we",
        ],
        unless: &[r"because of you"],
    },
    Signal {
        sign: Sign::Repentance,
        patterns: &[
            r"(?:never|not|\w{2,5}n't|cannot)<gap> happen(?:s)? again|(?:never|not)<gap> repeat\w{0,2}|from now on|<we>(?:'ll| will| are| have)<gap> in (?:the )?future|do better|learn(?:ed|t)? from (?:this|it)|get better|prevent\w{0,3} (?:this|it|such|another|a repeat|similar)|so that (?:this|it)<gap> again",
            r"<we>(?:'ve| have| are|'re| will) (?:\w{1,20} )?(?:changed|changing|change|introduced|introducing|introduce|improved|improving|improve|trained|training|learned|added|put in place)",
        ],
        unless: &[r"look forward<gap> in (?:the )?future"],
    },
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"forgive <us>|your (?:forgiveness|pardon)|(?:another|second) chance|(?:earn|win|regain)(?: back)? your (?:trust|confidence)(?: back)?|hope (?:that )?you (?:can|will) (?:forgive|accept)",
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
