//! Apologies and admissions on a condition.

use super::super::rules::Rule;
use super::super::rules::Scope::{Anywhere, Apologising};
use super::super::rules::Weight::Block;

const APOLOGY: &str = "This apology depends on a condition. It asks the reader whether there is anything to be sorry for.";
const APOLOGY_ADVICE: &str = "Say what happened and apologise for that: \u{201c}We are sorry that we sent your order late.\u{201d}";
const ADMISSION: &str = "This admits the mistake only on a condition.";
const ADMISSION_ADVICE: &str =
    "Say plainly what you did: \u{201c}We sent the wrong file. That was our mistake.\u{201d}";

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "conditional",
        weight: Block,
        scope: Apologising,
        patterns: &[
            r"<sorry>(?: to \w+)?,? (?:if|in case|should|whether)",
            // "We are sorry if ...", "..., should it have ...", "..., assuming that ..."
            r"<sorry>[^.;:?!]{0,120}? (?:if|in case|in the event(?: that| of)?|assuming|supposing|provided|providing|insofar as|in so far as|to the extent|whether or not) (?:that )?(?:<who>|indeed|so|true|any\w*|some\w*|there|what|such|an?|in)",
            r"<sorry>[^.;:?!]{0,120}? should (?:you|this|it|these|there|anyone|any\w{0,5}|(?:our|my|the|your) [\w-]+(?: [\w-]+){0,2}?|we|i)(?: \w+)?? (?:have|feel|be|has|cause)",
            // "If ..., we are sorry", "Should ..., please accept our apologies"
            r"(?:if|in case|should|to the extent(?: that)?|in the event(?: that)?) [^.;:]{1,160},? (?:then )?(?:(?:<we>(?:'re| are|'m| am)? <very>{0,3}|all we can say is |please accept (?:<our> )?(?:\w+ ){0,2}?|<our> (?:\w+ )?)(?:sorry|apologi[sz]e|regret|apolog(?:y|ies)))",
            r"if (?:<who>|anyone|anybody|someone)<gap> (?:were|was|are|is|feel|felt|feels|have been|has been|have felt|took|found|got|seemed|sounded|came across|caused|causes|gave|gives)(?: [\w']+){0,2}? (?:<hurt>|offen[cs]e|<trouble>|that way|this way|it \w+)",
            r"if you (?:have )?(?:felt|experienced|suffered|perceived|encountered)|if (?:this|that|it|these|our|my|we|i|anything|something)<gap> (?:caused|causes|cause|offended|upset|hurt|gave|gives|inconvenienced|disappointed|let you down|came across|seemed|sounded)",
            // "for any ..."
            r"(?:<sorry>)<gap> (?:for|about|over|of|regarding) (?:any\w*|whatever|whichever)",
            r"(?:sorry|apologi[sz]e|apology|apologies|pardon|regret|excuse)<gap> any (?:\w+ ){0,3}?(?:you|this|that|it|we|which|caused|may|might)|(?:regret|excuse) any",
            // "may have caused"
            r"(?:may|might) (?:\w+ )?(?:have|cause|be causing|feel|bring|result)|(?:could|would|can) have (?:been|caused|felt|given|come|brought|created)",
            // "to anyone who ..."
            r"to (?:anyone|anybody|any (?:of (?:you|our \w+)|\w+)) (?:who|whom|that|we|whose|\w+ed)",
            r"to (?:those|everyone|all|all those|people|customers|clients|guests) (?:of you )?(?:who|that) (?:were|felt|feel|was|took|are|have been)(?: \w+){0,2}? (?:<hurt>|offen[cs]e|it \w+|this \w+|that \w+)",
            r"(?:possible|potential|perceived|alleged|supposed|apparent) (?:\w+ )?(?:<trouble>|<fault>|delays?)",
            r"to the extent(?: that)?|in ?so ?far as|in the event that",
        ],
        unless: &[
            // Indirect questions: "let me know if", "nobody checked whether".
            r"<asks>(?: <who>| us| me| them)?(?: [\w'-]+){0,2}?,? (?:if|whether|in case|should)",
            r"(?:if|should) you (?:would|'d|wish|want|prefer|like|choose|agree|accept|decide|have (?:more|further|other|any|a|some|questions?|anything)|happen to need|(?:still |ever |do |feel you )?(?:need|require))",
            r"if (?:<we>|there is|there's)(?: \w+)? (?:can|could|may)|if there(?:'s| is) (?:anything|something|any way)",
            r"(?:never|not)(?: \w+){0,4}? sorry (?:about|for) anything",
            r"if <we> had|as if|only if|even if|what if",
            r"if you(?:'ll| will| would)? (?:let|allow|have) (?:<us>|it)|understand(?: \w+){0,2} if",
            r"(?:and|or|but),? (?:if|should|in case) ",
            r"and <we>(?: are|'re| am|'m)? <very>?(?:sorry|apologi[sz]e|regret)",
            r"(?:for|about|regarding|of) any(?:one|thing)? (?:more |other |further |new )?(?:questions?|help|assistance|reason|support|feedback|suggestions?|of (?:<our> )?(?:staff|colleagues|team))",
            r"(?:may|might|could) (?:\w+ )?have (?:seen|heard|noticed|read|hoped|wanted|expected|planned|had|used|spent|sold)",
            r"could have been (?:avoided|prevented|better|there)",
        ],
        message: APOLOGY,
        advice: APOLOGY_ADVICE,
        rewrites: &[
            (
                r"\b(sorry|apologi[sz]e),? if (the|this|that|it|these|our|my|we|I|there)\b",
                "$1 that $2",
            ),
            (
                r"^(?:If|Should) (?:the|this|that|it|these|our|my|we|I)\b[^,]*, (.*\b(?:sorry|apologi[sz]e)\b[^,]*)$",
                "$1",
            ),
            (
                r"\b(?:any) ([\w-]+(?: [\w-]+)?) (?:(?:that |which )?(?:this|it|we|that) (?:may|might|could) have|(?:you )?(?:may|might) have)\b",
                "the $1 that we",
            ),
            (r"\b(for|about|over|regret|excuse) any\b", "$1 the"),
            (r"\b(?:may|might|could) have caused\b", "caused"),
            (r"\bto (?:anyone|anybody) who\b", "to everyone who"),
        ],
        bad: &[
            "We are sorry if the parcel came late.",
            "We apologise if you were upset by the call.",
            "If you felt ignored, I apologise.",
            "We apologise sincerely, and more so if our letter gave the wrong impression.",
            "If the parcel was damaged, we are sorry.",
            "If it caused offence, please accept our apologies.",
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
            "I'm sorry, if that is indeed what happened.",
            "We apologise for the late reply, assuming that you did not get our first one.",
            "We are sorry for whatever part we played.",
        ],
        good: &[
            "We are sorry; please let us know if you were affected twice.",
            "I am sorry that nobody could tell you whether the shop would open.",
            "We are sorry, and if you would rather have a refund, you will have it today.",
            "We are sorry, and should you have any questions, I am here.",
            "I am sorry, call me if there is anything I can do.",
            "If we had looked once more, you would have had your order, I am sorry to admit.",
            "We are sorry that our reply sounded as if we did not care.",
            "If a page is missing, that is our fault, and we are sorry.",
            "We are sorry and at hand for any questions.",
            "I have never been so sorry about anything.",
            "We are sorry for the misprint that you may have seen.",
            "We are sorry, and I will call you if you let me.",
            "We are sorry, for the damage could have been avoided.",
        ],
    },
    Rule {
        code: "conditional",
        weight: Block,
        scope: Anywhere,
        patterns: &[
            r"(?:if|whether|assuming|supposing|where(?:ver)?) (?:that )?(?:<ours>)<have> <adverb>(?:<wrongly>|(?:got|did|handled|treated) [^.;,]{1,40} (?:wrong|badly|poorly|unfairly)|made (?:an? |any |some )?(?:\w+ )?(?:<fault>)|caused|did (?:something|anything) wrong|got (?:this|it|something|anything) wrong|were (?:wrong|at fault|responsible|to blame)|done (?:something|anything) wrong)",
            r"(?:if|whether) (?:this|it|that|the \w+) (?:was|is|were)<gap> (?:<our> (?:<fault>)|due to <us>|caused by <us>)",
            r"(?:if|where|should) (?:there (?:was|were|has been|have been|is|be)|any|some)(?: [\w'-]+){0,3}? (?:<fault>)|(?:if|where(?:ver)?|should) (?:\w+ )?(?:<fault>) (?:has|have|was|were|did)",
            r"(?:if|should) (?:any|some|one)(?: of)? (?:our|my) [\w-]+",
            r"(?:<ours>) (?:may|might|could) (?:\w+ )?have (?:\w{2,}ly )?(?:made|been|failed|caused|sent|lost|broken|missed|let|given|got|overlooked|forgotten)",
            r"(?:possible|possibly|perhaps|maybe|may be|might be|could be|conceivable)(?: that)? (?:<ours>)<have> (?:made|failed|caused|sent|lost|missed|let|gave|given|got|overlooked|forgot|forgotten|did)",
            r"(?:inconvenience|offen[cs]e|confusion|upset) (?:that |which )?(?:this|it|we|that) (?:may|might|could)",
            r"any (?:<fault>)(?: that)? (?:<ours>)(?: may| might| could)",
            // "That was our mistake, if it happened as you say."
            r"(?:<admission>)[^.;:?!]{0,80}?,? (?:if|assuming|supposing|provided|insofar as|to the extent) (?:that )?(?:that|this|it|so|indeed|things?|true|there|what|in fact|we|you(?:r \w+)?|the \w+|any)(?: \w+){0,4}? (?:is|was|were|are|did|do|have|has|really|indeed|happened|case|true|correct|say|describe|right|so)",
            r"(?:to the extent(?: that)?|in ?so ?far as) (?:<ours>)",
        ],
        unless: &[
            r"could have (?:been|given|sent|made) ",
            r"<asks>(?: us| me| them)?(?: [\w'-]+){0,2}?,? (?:if|whether)",
        ],
        message: ADMISSION,
        advice: ADMISSION_ADVICE,
        rewrites: &[
            (
                r"^(.*\b(?:our|my) (?:mistake|fault|error)), (?:if|assuming|provided)\b.*$",
                "$1.",
            ),
            (
                r"\b(we|I) (?:may|might|could) have (sent|lost|made|missed|caused|forgotten|broken|given|let)\b",
                "$1 have $2",
            ),
        ],
        bad: &[
            "If we made a mistake, we will look into it.",
            "If this was our fault, we take responsibility.",
            "If there has been an error, we will correct it.",
            "If any of our people were rude, that is wrong.",
            "We may have sent the wrong file.",
            "It is possible that we made a mistake in the invoice.",
            "Please bear with us for the inconvenience this may cause.",
            "We stand by any errors we may have overlooked.",
            "That was our mistake, if things really happened that way.",
            "To the extent that our staff contributed to it, we regret it.",
        ],
        good: &[
            "It was our mistake, for we could have been more careful.",
            "Please tell us if we made the same mistake elsewhere.",
        ],
    },
];
