//! Who is said to have done it: nobody, somebody else, or the client.

use super::super::rules::Rule;
use super::super::rules::Scope::Anywhere;
use super::super::rules::Weight::{BlockUnlessOwned, Warn};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "passive_mistakes",
        weight: Warn,
        scope: Anywhere,
        patterns: &[
            r"(?:mistakes?|errors?|misjudge?ments?|oversights?|slip-?ups?|mix-?ups?|missteps?|failings|wrong decisions?|bad decisions?|blunders?) <was> (?:\w{1,20} )?(?:made|committed)|there (?:was|were|has been|have been) (?:\w{1,20} ){0,2}?(?:mistakes?|errors?|oversights?) (?:\w{1,20} )?made",
            r"(?:mistakes?|errors?|problems?|mishaps?|oversights?|slip-?ups?|mix-?ups?|blunders?|discrepanc(?:y|ies))(?: (?:has|have|had|did|may have))? (?:\w{2,20}ly )?(?:occurred|occur|happened|happen|crept (?:in|into)|slipped (?:in|into|through)|arose|arisen|taken place|took place)",
            r"(?:things|something|matters|a (?:few|number of|couple of) things|it(?: all)?|everything)(?: (?:has|have|had|did|must have))? (?:\w{1,20} )?(?:went|gone|go) (?:\w{2,20}ly )?(?:wrong|awry|amiss)",
            r"(?:balls?|matters?) <was> dropped|(?:wires|lines) (?:got|were|have been|had been|must have been|became) crossed|(?:things|it|\w{1,20}) (?:fell|fallen|slipped) through the (?:cracks|net)",
            // The deed without the doer: "your parcel was mistakenly sent to another address".
            r"<was> (?:mistakenly|wrongly|accidentally|erroneously|inadvertently|incorrectly) \w{2,20}|<was> (?:overlooked|misplaced|mislaid|mishandled|misdirected|mixed up|miscommunicated|mislabell?ed|double-booked)",
            r"the wrong [\w-]{1,20}(?: [\w-]{1,20})? <was> (?:\w{1,20} )?(?:sent|shipped|delivered|used|entered|printed|issued|charged|given|packed|applied|booked|quoted)",
        ],
        unless: &[
            r"(?:made|committed|overlooked|misplaced|mislaid|mishandled|sent|shipped|mistakenly \w{2,20}|wrongly \w{2,20}|up) by (?:<us>|<staff>|one of <our>)",
            r"what(?: has| had)? (?:\w{1,20} )?(?:went|gone) wrong|(?:happened|occurred) (?:because|when|as) (?:<ours>)",
            r"<our> (?:\w{1,20} )?(?:mistakes?|errors?|oversights?)(?: \w{1,20}){0,2}",
            r"(?:where|how|why) (?:it|things|everything) went wrong",
        ],
        message: "Nobody does anything in this sentence.",
        advice: "Name who did it: \u{201c}We made a mistake.\u{201d}",
        rewrites: &[
            (
                r"^(?:some |a few |several )?(?:very )?(?:bad |regrettable )?(mistakes|errors) (?:were|have been|had been) made\b",
                "We made $1",
            ),
            (
                r"\b(?:an?|the) (?:\w+ )?(mistake|error|oversight) (?:was made|has been made|has occurred|occurred|happened)\b",
                "we made a mistake",
            ),
            (
                r"\bthe wrong ([\w-]+) (?:was|were) (sent|shipped|delivered|used|entered|printed|issued|charged|packed|quoted)\b",
                "we $2 the wrong $1",
            ),
            (r"\b(?:things|something) went wrong\b", "we got this wrong"),
            (
                r"\byour ([\w-]+) (?:was|were) (?:mistakenly|wrongly|accidentally|inadvertently) (\w+ed|sent)\b",
                "we mistakenly $2 your $1",
            ),
        ],
        bad: &[
            "Mistakes were made.",
            "An error occurred.",
            "Things went wrong.",
            "Your message fell through the cracks.",
            "Your letter was overlooked.",
            "The wrong shelf was delivered.",
        ],
        good: &[
            "The mistake was made by us.",
            "We have looked at what went wrong.",
            "Our mistake occurred on Monday.",
            "We know where it went wrong.",
        ],
    },
    Rule {
        code: "blame_third_party",
        weight: BlockUnlessOwned,
        scope: Anywhere,
        patterns: &[
            r"(?:caused (?:\w{1,20}ly )?by|(?:fault|doing) (?:of|lies with|is with)|because of|due to|down to|up to|responsibility of|a (?:matter|question|case) for|actions of|(?:error|mistake|failure|delay|problem|issue|oversight|carelessness|negligence) (?:by|at|with|on the part of)|let down by|held up by)(?: [\w-]{1,20}){0,3}? <others>",
            // Who failed: "our courier lost", "the haulier did not turn up".
            r"(?:our|the|their|an?|your|this|that|some|certain|individual|other)(?: [\w-]{1,20}){0,3}? <others>(?: (?:(?:that|which|who|whom) )?<we> (?:\w{1,20} ){0,2}?(?:hired?|used?|chose|work with|worked with|trusted|engaged|commissioned|paid))?(?: (?:[\w-]{2,20}ly|has|have|had|also|then|simply|just)){0,2} <failed>",
            r"<others>,? (?:and )?not <us>|(?:fault|mistake|error|blame) (?:is|was) (?:\w{1,20} )?(?:theirs|his|hers)|(?:blame|fault|responsibility|problem|mistake|error)(?: for (?:\w{1,20} ){1,3}?)? ?(?:lies?|lay|rests?|is|was|sits?)(?: \w{1,20}){0,3}? (?:with|on|at) (?:the |our |their )?(?:\w{1,20} ){0,2}?<others>",
            r"contract is between you and|(?:get in touch|speak|talk|complain|turn)(?: with| to) (?:the|your) (?:[\w-]{1,20} ){0,2}?<others>|take (?:this|it|that|the matter|any \w{1,20}) up with (?:the|our|your) (?:[\w-]{1,20} ){0,2}?<others>|report (?:it|this|the matter) to (?:the|our|your) (?:[\w-]{1,20} ){0,2}?<others>|contact (?:the|our|your) (?:[\w-]{1,20} ){0,2}?<others> (?:direct|directly|instead|about (?:this|it|your)|for (?:a refund|compensation|help|this|assistance|any))",
            r"those responsible(?: [\w-]{1,20}){0,4} (?:accountable|responsible|to account)|<others>(?: [\w-]{1,20}){0,3}? (?:is|are|was|were|remains?) (?:\w{1,20} )?(?:responsible|liable|at fault|to blame|accountable)|(?:independently|individually|separately) owned",
            r"(?:issue|problem|matter|question|fault) (?:is |lies |was )?(?:with|for|of) (?:the|their|your|our|a) (?:[\w-]{1,20} ){0,3}?(?:<others>|licen[sc]ing|agreements?)|agreement between (?:the )?(?:<others>)",
        ],
        unless: &[
            r"<others> [^.]{1,120} (?:we are|that is|which is|this is|it is) (?:\w{1,20} )?(?:responsible|<our> (?:\w{1,20} )?(?:responsibility|fault|mistake|doing|job))",
            r"(?:not|n't|never|nobody|nothing)(?: [\w']{1,20}){0,2}? (?:the |our )?(?:fault|responsibility|mistake|blame|caused|because|due|down)(?: \w{1,20}){0,5}",
        ],
        message: "This hands the mistake to somebody else. To the client it is yours, whoever made it.",
        advice: "Say \u{201c}we\u{201d}: you chose whom you work with.",
        rewrites: &[
            (
                r"\b(?:our|the|a) (?:[\w-]+ )?(?:carrier|courier|supplier|printer|partner|contractor|subcontractor|sub-contractor|vendor|provider|manufacturer|installer|haulier|freelancer|agency)(?: has| have| had)? (lost|damaged|misplaced|missed|made|broke|mixed up|forgot|did not|didn't|failed|delayed)\b",
                "we $1",
            ),
            (
                r"\b(?:was|were) (?:caused by|due to|the fault of) (?:our|the|a) (?:[\w-]+ )?(?:carrier|courier|supplier|printer|partner|contractor|subcontractor|sub-contractor|vendor|provider|manufacturer|installer|haulier|freelancer|agency)\b",
                "was our fault",
            ),
        ],
        bad: &[
            "The delay was caused by our carrier.",
            "Our printer made an error.",
            "The airline misplaced your bags, not us; the fault lies with the factory.",
            "The contract is between you and the shop.",
            "The seller is responsible for it.",
            "This is an issue with the licensing agreement.",
        ],
        good: &[
            "Our carrier lost it and that is our responsibility.",
            "It was not the fault of the courier.",
        ],
    },
    Rule {
        code: "blame_client",
        weight: BlockUnlessOwned,
        scope: Anywhere,
        patterns: &[
            r"you (?:\w{2,20}ly )?(?:should have|should've|ought to have|could have|could've|might have|were supposed to|were asked to|were told to|needed to have|had to have)",
            r"you (?:\w{2,20}ly )?(?:failed to|forgot to|forgot|neglected to|neglected|misread|misunderstood|overlooked|mistyped|ignored|left out|skipped|(?:approved|ordered|booked|cancelled|paid|replied|answered|came|arrived|responded|confirmed|sent)(?: [\w'-]{1,20}){0,3}? too late|(?:entered|chose|picked|selected|ordered|booked|gave us|typed|used|clicked)(?: [\w'-]{1,20}){0,2}? (?:wrong|incorrect|invalid|wrongly|incorrectly))",
            r"you (?:\w{2,20}ly )?(?:did not|didn't|never|had not|hadn't|have not|haven't)(?: \w{2,20}ly)? <client_duty>",
            r"(?:had you|if (?:only )?you had|if you'd)(?: only| just)? (?:\w{2,20}ly )?(?:\w{2,20}ed|read|told|sent|paid|said|written|come|given|let|kept|made|put|taken)",
            r"(?:the|that|any) (?:[\w-]{1,20} ){1,3}(?:that |which )?you (?:had )?(?:gave|given|provided|entered|supplied|sent|submitted|chose|chosen|selected|filled in|put in)(?: \w{1,20}){0,2}? (?:was|were|is|are) (?:\w{2,20}ly )?(?:wrong|incorrect|incomplete|invalid|outdated|late|missing|inaccurate|unclear|not)|you had (?:entered|given <us>|told <us>)",
            r"your (?:own )?(?:(?:late|delayed|missing|incorrect|incomplete|wrong|unclear|contradictory|invalid|outdated|insufficient) [\w-]{1,20}|failure|mistake|error|fault|misunderstanding|negligence|oversight|carelessness|(?:fault|error|mistake)s)",
            r"(?:users?|customers?|clients?|guests?|members?|passengers?|travell?ers?)\]?(?: \w{1,20}){0,2}? (?:(?:negligently|carelessly) \w{2,20}|failed to|should have|neglected|(?:is|are|remain) (?:\w{1,20} )?responsible for|(?:is|are) (?:\w{1,20} )?(?:expected|required|obliged|supposed|asked) to|did not|didn't)|(?:no|missing|late) payment|(?:is|was|remains) (?:\w{1,20} )?(?:your|the (?:client|customer|user|guest)'s) (?:own )?responsibility|responsibility (?:of the|lies with the) (?:client|customer|user|guest)|user error|waiting (?:for|on) your (?:\w{1,20} )?(?:payment|reply|approval|documents?|answer|texts?|feedback|signature|confirmation|input|data|response)|(?:caused by|due to|because of|down to|result of) your (?:\w{1,20} ){0,2}?(?:browser|settings?|device|connection|computer|phone|configuration|input|choice|delay|request|changes?|decision|bank|equipment|own)|(?:please|kindly|you (?:may|might) want to) (?:read|check|review|follow|consult|note|remember|make sure)[^.;]{1,80}? (?:next time|in (?:the )?future|more carefully|beforehand|in advance)",
        ],
        unless: &[
            r"you (?:really |\w{2,20}ly )?(?:should have|should've|ought to have|could have|could've|might have|did not|didn't|had not|hadn't|have not|haven't|never|were supposed to) (?:\w{2,20}ly |even )?(?:receive|received|get|got|gotten|been|had|have|heard|hear|deserve|deserved|expected|expect|order|ordered|seen|see|found|ask for|asked for|enjoyed|relied|known|know|had to|felt|hoped)",
            r"(?:could not|couldn't|could hardly|cannot|can't|no way|nothing) (?:that )?(?:you )?(?:\w{1,20} )?(?:have)|nothing you (?:should|could) have|if (?:you had not|you hadn't|had you not)",
            r"(?:not|n't|never|none of|no way|without)(?: [\w']{1,20}){0,3}? your (?:own )?(?:fault|mistake|error|failure|responsibility|misunderstanding|oversight|negligence)",
            r"(?:or|so that|when|if|whether|make sure|ensure|guarantee|promise)(?: that)? you (?:did not|didn't|have not|haven't|forgot|never)(?: \w{1,20})?",
            r"had you been|had you (?:received|known|had)|if you had (?:been|received|known|had)",
            r"your wrong (?:order|item|parcel)|your late (?:order|parcel|delivery|arrival|husband|wife|mother|father)|your (?:missing|delayed|incorrect|incomplete|wrong) (?:order|item|items|parcel|delivery|refund|flight|luggage|bag|bags|baggage|invoice|bill|package|shipment)",
        ],
        message: "This makes the client answer for it.",
        advice: "Leave out what the client did, and say what you could have done: \u{201c}We should have asked you in time.\u{201d}",
        rewrites: &[
            (
                r"\byou should have (?:told|informed|asked) us\b",
                "we should have asked you",
            ),
            (
                r"\byou should have (?:checked|read|noticed)\b",
                "we should have pointed out",
            ),
            (
                r"\bif you had (?:told|informed|asked) us\b",
                "if we had asked you",
            ),
        ],
        bad: &[
            "You should have checked the proof.",
            "You forgot to sign.",
            "You did not read the notice.",
            "Had you told us earlier, we could have helped.",
            "The address you gave us was wrong.",
            "This came from your misunderstanding.",
            "The booking lapsed as no payment was made.",
        ],
        good: &[
            "You should have received it on Monday.",
            "There is nothing you should have done.",
            "It was not your fault.",
            "We did not ask whether you forgot the key.",
            "If you had received it, you would have been warned.",
            "We are looking for your missing parcel.",
        ],
    },
];
