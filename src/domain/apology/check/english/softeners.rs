//! What makes the mistake small, or speaks of something else than the mistake.

use super::super::rules::Rule;
use super::super::rules::Scope::{Anywhere, Apologising};
use super::super::rules::Weight::Warn;

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "minimising",
        weight: Warn,
        scope: Anywhere,
        patterns: &[
            r"(?:minor|small|slight|little|tiny|trivial|isolated|one-off|mere|simple|petty|brief|negligible) (?:\w{1,20} )?(?:confusion|uncertainty|irregularit(?:y|ies)|issues?|problems?|errors?|delays?|mistakes?|hiccups?|hitch|blip|glitch(?:es)?|bugs?|inconveniences?|misunderstanding|incidents?|mix-?ups?|oversights?|setbacks?|matter|detail|slips?|typos?|inaccurac(?:y|ies)|outage|interruption|disruption|snags?|faults?|formality)",
            r"hiccups?|teething (?:problems|troubles|issues)|(?:no|not (?:such |that |too )?an?|hardly a) big (?:deal|problem|thing|issue)|no (?:real |lasting |great )?harm (?:was |has been )?done|storm in a tea ?cup|growing pains|(?:merely|just|only|purely) (?:cosmetic|technical|temporary|administrative)|(?:nobody|no ?one) (?:was|has been|got) (?:\w{1,20} )?(?:harmed|hurt|injured|affected)|no great (?:loss|harm|matter|drama)|no (?:reason|need|cause) (?:to (?:worry|panic)|for (?:concern|alarm))|an? mere \w{1,20}|having to re-?accommodate",
            r"(?:could|can|would|will|does) (?:have )?(?:\w{1,20} )?happen(?:ed)? (?:to|with|at|in) (?:any|every|the best)\w{0,20}|(?:these|such|those) things (?:can |do |will |sometimes )?happen|(?:mistakes|errors|delays)(?: can| do| will| sometimes)? happen|happens to (?:everyone|all of us|the best)|nobody(?:'s| is) perfect|no one(?:'s| is) perfect|only human|we all make mistakes|everyone makes mistakes",
            r"(?:not|n't)(?: quite| nearly| all)? (?:as|that|so|too) (?:bad|serious|severe|dramatic|terrible)|(?:a lot |much |far )?less (?:bad|serious|severe) than|could have been (?:\w{1,20} )?worse|worse things|(?:nothing|not anything) (?:too )?(?:serious|major|dramatic|to worry about)|blown (?:up )?out of (?:all )?proportion|over-?react(?:ing|ed|ion)?|not the end of the world|n't the end of the world|nobody died|grand scheme of things|bigger picture",
            r"(?:was|were|is|'s|are|been|be) (?:really |in fact |after all )?(?:just|only|merely|simply|nothing more than|no more than|nothing but) (?:an? |one |your |the )?(?:\w{1,20} )?(?:typo|formality|matter|mistakes?|errors?|slip|glitch|misunderstanding|detail|delays?|question|couple|few|minutes?|hours?|days?|moment|bug|mix-?up|oversight)|(?:only|just|merely) (?:a (?:few|couple|matter|day|minute|short|handful|fraction|small|tiny|limited)|an? (?:hour|day|minute))",
            r"(?:only|just|merely) (?:\w{1,20} ){1,3}(?:was|were|is|are|have been|has been) (?:\w{1,20} )?(?:affected|concerned|impacted|hit|involved)|(?:only|just|merely) (?:affected|concerned|impacted|hit)|(?:those|the|very) few (?:people|customers|clients|users|guests|members)|limited to (?:a|the|one|just|only|some)(?: \w{1,20}){0,2}? (?:handful|few|number|customers|users|clients|people|subset|group)",
            r"(?:delays?|outages?|interruptions?|impact|effects?|damage|disruption|downtime|difference|error)(?: to you| for you| on you)? (?:was|were|is|are|has been) (?:\w{1,20} )?(?:brief|short|short-lived|minor|small|slight|limited|minimal|negligible|insignificant|trivial|temporary|modest)|at least (?:nobody|no ?one|no \w{1,20}|nothing|it (?:was|did|is)|you (?:still|did|got|have|had|were)|the \w{1,20} (?:was|is|were))",
            r"(?:nobody|no ?one|no other (?:customer|client|guest|user|member)s?)(?: else)?(?: has| have| had)?(?: ever)? (?:complained|noticed|minded|objected|mentioned)|(?:delays?|errors?|mistakes?) are (?:\w{1,20} )?frustrating for everyone|(?:hardly|barely|scarcely) (?:noticeable|visible|affected|any|matters?|worth)",
            // In comparison, and in figures.
            r"(?:(?:everyone|everybody|nobody|no ?one) else|all (?:the |our )?other \w{2,20}|(?:the )?others|other (?:customers?|guests?|clients?|users?|people|diners|residents|parents)|most (?:people|guests|customers|clients|users))(?: else)? (?:was|were|is|are|seemed|had|has|have|found|managed|coped)(?: \w{1,20}){0,3}? (?:happy|satisfied|pleased|fine|content|no (?:problems?|complaints?|trouble|issues?)|delighted|patient|understanding|it (?:fine|easy)|perfectly well|complained|noticed)|(?:never|not|n't)(?: once)? (?:had|received|heard|have|get|got)(?: \w{1,20}){0,2}? (?:complaints?|problems?)(?: like| about| before| of)|(?:first|only) (?:complaint|one to complain|person to complain|customer to (?:complain|mention|say))",
            r"(?:is|'s|was|were|lasted|takes?|took|cost|by|of) (?:\w{1,20} )?(?:only|just|merely|barely) (?:around |about |some |roughly |under |over |a )?(?:\d{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|half|quarter)(?:%| \w{2,20})|(?:less|fewer|under|below) (?:than )?(?:\d{1,3}(?:\.\d{1,3})?|one|two|three) ?(?:%|percent|per cent) of|(?:it|this|that|they)(?: is| was|'s| were) (?:only|just|merely|simply) an? (?:\w{1,20} )?(?:scratch|misprint|dent|smudge|digit|letter|number|photo|spelling|joke|suggestion box|bit|trifle|stain|rumou?r|misspelling|letter|email|e-mail|word|comma)|(?:can|could) (?:hardly|barely|scarcely) (?:\w{1,20} )?(?:see|notice|tell|feel|hear)|no (?:real |lasting |serious |great |actual |major )?(?:damage|harm) (?:was |has been |were )?(?:done|caused)|(?:let's|let us|please do not|please don't|no need to) (?:not )?(?:blow|exaggerate|overreact|dramati[sz]e|be dramatic|get carried away|make a (?:fuss|drama|scene|big))|(?:blow|blowing) (?:\w{1,20} ){1,3}?out of (?:all )?proportion|mountains? out of|(?:much ado|fuss) about nothing|(?:plus|bright) side|silver lining|any consolation|(?:is|'s|was) (?:merely|just|only|simply|purely) an? (?:\w{1,20} )?(?:thing|joke|bit|small)|not (?:the|an?) (?:\w{1,20} )?experience (?:that )?(?:<our>|most|other) (?:\w{1,20} )?(?:guests|customers|clients|users|visitors|passengers) (?:normally|usually|typically|generally)",
        ],
        unless: &[
            r"takes? (?:you )?(?:only|just)(?: [\w-]{1,20}){1,3} to",
            r"(?:lying|lie|wrong|unfair|dishonest|absurd|refuse|not|never|n't)(?: [\w']{1,20}){0,3}? (?:to call|to say|to pretend|call|calling|pretend|say|if <we> called)(?: [\w']{1,20}){0,4}",
            r"(?:no|not an?|n't an?|nothing|anything but an?|far from an?|hardly an?|never an?) (?:small|minor|little|slight|trivial|mere|simple|petty|brief|isolated)(?: \w{1,20}){1,2}",
            r"(?:not|n't|more than|never)(?: just| only| merely| simply)? (?:just|only|merely|simply)(?: [\w-]{1,20}){1,4}",
            r"every (?:little|small|tiny|single)(?: \w{1,20}){1,2}|(?:however|no matter how) (?:small|slight|minor)(?: \w{1,20}){0,3}|must not happen(?: \w{1,20}){0,3}",
        ],
        message: "This makes the mistake look smaller than it was for the client.",
        advice: "Let the client judge the size; name the effect it had on them.",
        rewrites: &[
            (
                r"\b(?:only |just |merely )?an? (?:minor|small|slight|little|tiny|isolated|simple|trivial|brief) ((?:\w+ )?(?:issue|problem|error|delay|mistake|glitch|bug|mix-up|oversight|outage|interruption|fault))\b",
                "a $1",
            ),
            (
                r"\b(was|were|is) (?:only|just|merely|simply) (an?)\b",
                "$1 $2",
            ),
            (r"\bhiccups?\b", "mistake"),
        ],
        bad: &[
            "There was a minor issue with the invoice.",
            "It was a hiccup.",
            "This could happen to anyone.",
            "It is not as bad as it looks.",
            "It was just a typo.",
            "Only three customers were affected.",
            "The outage was short, and at least no data was lost.",
            "Nobody else complained.",
            "Everyone else was happy to wait.",
            "It took only ten minutes.",
        ],
        good: &[
            "This was no small mistake.",
            "It was more than just a typo.",
            "We look at every little mistake.",
            "It would be wrong to call it nothing serious.",
            "It takes only two minutes to fill in the form.",
        ],
    },
    Rule {
        code: "regret_inconvenience",
        weight: Warn,
        scope: Apologising,
        patterns: &[
            r"(?:<sorry>)(?:,? [\w'/-]{1,20}){0,12}? (?:inconveniences?|inconvenienced|inconveniencing)",
            r"inconveniences?(?:,? [\w']{1,20}){0,12}?,? (?:<sorry>|regretted)",
        ],
        unless: &[],
        message: "\u{201c}Inconvenience\u{201d} is a form letter's word.",
        advice: "Say what it really meant for the client: the lost afternoon, the second journey, the missed event.",
        rewrites: &[],
        bad: &[
            "We apologise for the inconvenience.",
            "For the inconvenience, we apologise.",
        ],
        good: &["We apologise for the afternoon that you lost."],
    },
    Rule {
        code: "sorry_for_feelings",
        weight: Warn,
        scope: Apologising,
        patterns: &[
            r"(?:<sorry>)(?: \w{1,20}){0,2}?(?: to (?:hear|see|learn|read|know|find))?(?: of| about| for| out)?(?: that| how| if| when| because)? you(?:'re| are| were| have been| became| got| left| remain| have become)(?: [\w']{1,20}){0,3}? (?:<felt>|happy|satisfied|pleased|comfortable)",
            r"(?:<sorry>)(?: \w{1,20}){0,2}?(?: to (?:hear|see|learn|read|know|find))?(?: of| about| for| out)?(?: that| how| if| when| because)? you(?:'ve)?(?: \w{1,20}){0,2}? (?:feel|felt|fee|think|thought|believe|believed|see (?:it|this|things)|saw (?:it|this)|consider|considered|perceived?|interpret(?:ed)?|took (?:it|this|offen[cs]e|umbrage)|taken (?:offen[cs]e|umbrage)|(?:find|found) (?:it|this|our|the|my|us|me)|have (?:that|the|this|an?|such an?) (?:\w{1,20} )?impression|(?:got|had|gained) (?:that|the|this|an?) (?:\w{1,20} )?impression|disagree|do not agree|don't agree|do not like|don't like|did not like|didn't like|did not enjoy|didn't enjoy|aren't|weren't)",
            r"(?:<sorry>)(?: \w{1,20}){0,2}?(?: to (?:hear|see|learn|read))?(?: that)? (?:your|the) (?:\w{1,20} )?(?:experience|visit|stay|trip|flight|service|order|purchase)(?: [\w']{1,20}){0,3}? (?:was|were|has been) (?:\w{1,20} )?(?:disappointing|frustrating|upsetting|unpleasant|unsatisfactory|less than)",
            r"(?:<sorry>)(?: [\w']{1,20}){0,3}? (?:for|of|about) (?:your|any|how you|the way you)(?: \w{1,20})? ?(?:frustrations?|disappointment|dissatisfaction|displeasure|unhappiness|annoyance|feelings|feel|feeling|felt|anger|upset|dismay|irritation)",
            // The thing is the subject: "sorry that this upset you".
            r"(?:<sorry>)(?: \w{1,20}){0,2}?(?: that| when| how much)? (?:this|that|it|any of this|all this|(?:<our>|the) (?:[\w-]{1,20} ){1,3}?|what <we> \w{2,20})(?: has| have| had)? ?(?:\w{2,20}ly )?(?:upsets?|annoy(?:s|ed)|offend(?:s|ed)|disappoint(?:s|ed)|frustrat(?:es|ed)|bother(?:s|ed)|anger(?:s|ed)|irritat(?:es|ed)|displeased|struck|strikes|comes? across|came across|seems?|seemed|appears?|appeared|made you feel|makes you feel|left you feeling|leaves you feeling) (?:you|to you|as|so|this way|that way|\w{3,20})",
            r"(?:<sorry>) to (?:have )?(?:disappoint|disappointed|upset)|as you expected|(?:<sorry>)[^.;]{0,80}? (?:meet|met|match|matched|live up to|lived up to) (?:all )?(?:of )?your (?:\w{1,20} )?expectations",
        ],
        unless: &[
            r"sorry (?:that )?you (?:were|are) (?:\w{1,20} )?(?:treated|charged|told|sent|given|left|made|kept)(?: [\w']{1,20}){0,4}",
            r"(?:<we>|<staff>)(?: did not| didn't| failed to| have not| haven't)? (?:meet|met|match|matched|live up to|lived up to) (?:all )?(?:of )?your(?: \w{1,20})? expectations",
        ],
        message: "This apologises for what the client feels, not for what you did.",
        advice: "Apologise for the act: \u{201c}We are sorry that we \u{2026}\u{201d}",
        rewrites: &[
            (
                r"\b(sorry|apologi[sz]e) (?:for|about) your (?:frustration|disappointment|annoyance|anger|dissatisfaction)\b",
                "$1 for what we did",
            ),
            (
                r"\b(sorry|apologi[sz]e) to (?:have )?disappoint(?:ed)?\b(?: you)?",
                "$1 that we let you down",
            ),
            (
                r"\b(sorry|apologi[sz]e) (?:that |if )?you(?:'re| are| were) (?:disappointed|upset|unhappy|frustrated|annoyed|dissatisfied|not happy|not satisfied)\b",
                "$1 that we let you down",
            ),
            (
                r"\b(sorry|apologi[sz]e) (?:that |if )?you (?:feel|felt) (?:this|that) way\b",
                "$1 for what we did",
            ),
        ],
        bad: &[
            "We are sorry that you were upset.",
            "We are sorry you feel that way.",
            "We are sorry that your stay was disappointing.",
            "We apologise for your frustration.",
            "I am sorry that this upset you.",
            "Sorry to disappoint.",
        ],
        good: &[
            "We are sorry you were charged twice that day, and that you were unhappy.",
            "We are sorry that we did not meet your expectations.",
        ],
    },
];
