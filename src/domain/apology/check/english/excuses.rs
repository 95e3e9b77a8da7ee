//! What takes an apology back: but, the circumstances, and a reader who read it wrong.

use super::super::rules::Rule;
use super::super::rules::Scope::{AfterApology, AfterOwning, Anywhere, Apologising};
use super::super::rules::Weight::{Block, Warn};

const BUT: &str = "What follows the apology takes it back.";
const BUT_ADVICE: &str = "End the sentence after the apology. Explain, where it helps, in a sentence of its own that makes no excuse.";

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Apologising,
        patterns: &[
            r"(?:<sorry>)[^;]{0,240}?;? (?:but|however|although|even though|though,? [\w']{1,20}|yet,? (?:<who>|there)|having said that|that said|that being said|nevertheless|nonetheless|in fairness|to be fair|in our defen[cs]e|mind you|except that|save that|only that|it's just that)",
            r"^(?:\w{1,20},? )?(?:while|whilst|although|though|even though|even if|despite|notwithstanding|in spite of) [^.;]{1,200}, (?:then )?(?:<we>(?: do|'d)?(?: are|'re| am|'m)? <very>{0,3}(?:sorry|apologi[sz]e|regret)|please accept|<our> (?:\w{1,20} )?apolog)",
            r"^(?:while|whilst|although|though|even though) <we>(?: are| am|'re|'m)? <very>{0,3}(?:sorry|apologi[sz]e|regret)",
        ],
        unless: &[
            r"not (?:only|just|merely|because|for|as) [^;]{1,200} but",
            r"(?:nothing|anything|no ?one|nobody|no excuse|no explanation|no reason|none|all|everything|cannot|can't help|last|few) but",
            // What was wronged, and what is done about it, excuses nothing.
            r"but(?: that)? (?:to (?:the|an?|your|another)|never|only (?:we|our|us)|also|above all|most of all|more than that|more importantly|<we> know(?: that)? (?:words|sorry|an apology|this|it|that)|words|an apology|(?:this|that|it|sorry|saying so|saying sorry)(?: alone)? (?:is no (?:excuse|consolation|comfort)|is not enough|isn't enough|does not|doesn't|cannot|can't|will not|won't))",
            r"(?:but|however|though),? (?:and )?(?:<we>(?:'ll|'ve|'re|'m| will| have| are| am| can| want| would like)?|it(?:'s| is| has been)|(?:your|the|a) (?:\w{1,20} ){1,3}(?:is|has been|will be))(?: \w{1,20}){0,3}? (?:<mend>)",
            r"but (?:<we> )?(?:then )?(?:never|did not <duty>|didn't <duty>|<wrongly>|sent|delivered|came|charged|gave|arrived)",
            r"but (?:you )?please (?:call|tell|let|write|contact|send|give|allow|reply|ask)",
            r"(?:although|though|even though|while|whilst) (?:an apology|words|sorry|it|this|that|nothing|no apology|<we> know)(?: \w{1,20})? (?:cannot|can't|will not|won't|does not|doesn't|is not|isn't|can|will|words|nothing|late|no)",
            r"however (?:small|long|late|much|many|hard|little|good|busy|well|brief|briefly)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[
            (
                r"^(.*\b(?:sorry|apologi[sz]e|apology|apologies|regret)\b[^;]*?)\s*[,;(\[.\u{2026}\u{2013}\u{2014}\u{2015}-]*\s*\b(?:but|however|although|even though|though|having said that|that said|nevertheless)\b.*$",
                "$1.",
            ),
            (
                r"^(?:while|whilst|although|though|even though|despite) [^.;]{1,200}, ((?:we|I)\b.*)$",
                "$1",
            ),
        ],
        bad: &[
            "We are sorry, but our supplier was late.",
            "While we did all we could, we are sorry.",
            "Although we regret it, the rules are clear.",
        ],
        good: &[
            "We are sorry not only for the delay but also for our silence.",
            "We are sorry, and there is no one but us to blame.",
            "We are sorry, but we know that words are not enough.",
            "We are sorry for the wait, but we have now fixed it.",
            "We are sorry that we promised Monday but delivered on Friday.",
            "We are sorry, but please call me whenever it suits you.",
            "We are sorry, although an apology cannot bring the day back.",
            "We are sorry for every mistake, however small.",
        ],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: AfterApology,
        patterns: &[
            r"^(?:but|however|having said that|that said|that being said|nevertheless|nonetheless|still, \w{1,20}|yet|even so|in our defen[cs]e|in fairness|to be fair|mind you|at the same time|on the other hand|all the same)",
            r"^(?:[\w'-]{1,20},? ){1,8}?however",
        ],
        unless: &[
            r"^(?:but|however|yet|still|nevertheless),? (?:<we> know|words|an apology|saying (?:so|sorry)|(?:this|that|it|sorry)(?: alone)? (?:is (?:no|not)|isn't|cannot|can't|will not|won't|does not|doesn't)|above all|most of all|more than that|more importantly|please)",
            r"^(?:<we>|it|your|the|this)(?: [\w'-]{1,20}){0,4}?,? however,?(?: \w{1,20}){0,3}? (?:<mend>)|however (?:much|long|small|little|hard|busy|late|good|many|brief)",
            r"^(?:but|however|nevertheless|still|even so),? (?:<we>(?:'ll|'ve|'re|'m| will| have| are| am| can| want)?|it(?:'s| is| has been)|(?:your|the|a) (?:\w{1,20} ){1,3}(?:is|has been|will be))(?: \w{1,20}){0,3}? (?:<mend>)",
        ],
        message: BUT,
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &[
            "We are sorry. But the forms were hard to read.",
            "We are sorry. You were told, however, that it would take a week.",
        ],
        good: &[
            "We are sorry. But sorry is not enough, so we have booked a new date.",
            "We are sorry. However, we will make this right today.",
            "We are sorry. We will however refund the whole amount.",
        ],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: AfterOwning,
        patterns: &[
            r"^(?:but|however|still|in our defen[cs]e|in fairness|to be fair|that said|having said that|nevertheless|mind you|at the same time),? (?:<we> (?:were|had|have|are) (?:also |very |so |been |to )?(?:busy|under|short|told|given|never|no|only|not|many|a lot)|you|your|nobody|no one|others?|they|their|there (?:was|were|is)|it (?:was|is) (?:not|hard|difficult|easy|also)|the (?:\w{1,20} ){1,2}(?:was|were|is) (?:not|un\w{2,20}|hard|late|wrong|missing)|any|every)",
        ],
        unless: &[
            r"^(?:but|however),? (?:it was )?(?:you|your \w{1,20}) (?:who )?(?:paid|bore|had to|were left|suffered|deserve|are|will|can|need not|should not)",
        ],
        message: "What follows takes the admission back.",
        advice: BUT_ADVICE,
        rewrites: &[],
        bad: &["It was our mistake. But you should have told us."],
        good: &["It was our mistake. But you had to pay for it."],
    },
    Rule {
        code: "but_excuse",
        weight: Block,
        scope: Anywhere,
        patterns: &[
            r"(?:<admission>|our responsibility|<we> (?:did )?<have>(?:made (?:an?|the|some) (?:\w{1,20} )?(?:<fault>)|got [^.;,]{1,40} wrong))[^.;]{0,80}?,? (?:but|however|although|even though|though|yet|still) (?:(?:then |to be fair,? |in fairness,? )?(?:you|your|the|they|their|it|this|that|there|in (?:our|my)|not|so|any|every|nobody|no one|no|circumstances|only|others?|these|such|our (?:<others>)|<we> (?:were|had|are|have|was|am) (?:also |very |so |been |to )?(?:busy|under|short|told|given|never|no|only|not|a lot|many)))",
            r"(?:(?:<ours>)<have> <adverb>(?:<wrongly>)|<we> did (?:forget|miss|fail|lose|break|overlook))[^.;]{0,80}?,? (?:but|however|although|even though|though|yet) (?:you (?:\w{1,20} )?(?:did|had|should|could|failed|forgot|never|were|also)|your \w{1,20} (?:was|were|did|had)|nobody|no ?one|they|others?|in (?:our|my)|to be fair|<we> (?:were|was|had|are|have) (?:\w{1,20} )?(?:busy|under|short|told|given|never|no|only|not|a lot))",
            // Sympathy that turns round: "I understand your frustration, but ..."
            r"(?:understand|appreciate|hear|realise|realize|recogni[sz]e|sympathi[sz]e with|see)(?: that| how| why)? (?:your?|this|it|the)[^.!?]{1,100}?[,;-] ?(?:but|however),? (?:<who>|there|in|as|please note|no|not|unfortunately)",
        ],
        unless: &[
            r"but (?:it was )?(?:you|your \w{1,20}) (?:who )?(?:paid|bore|had to|were left|suffered)",
            // Who owns what somebody else did takes nothing back.
            r"(?:although|even though|though) (?:the|our|a|an|one of our) (?:\w{1,20} ){0,2}?<others>",
            r"(?:but|however),? (?:<we>(?:'ll|'ve|'re|'m| will| have| are| am| can| want| would like)?|it(?:'s| is| has been)|(?:your|the|a) (?:\w{1,20} ){1,3}(?:is|has been|will be))(?: \w{1,20}){0,3}? (?:<mend>)",
            r"not only [^;]{1,200} but|(?:but|however),? (?:words|this|that|it|the (?:fault|mistake|error))(?: \w{1,20})? (?:is no (?:excuse|consolation)|is not (?:enough|an? excuse)|(?:does|did|do|will|can) ?n(?:o|')t|(?:was|is) (?:ours|mine))",
        ],
        message: "What follows takes the admission back.",
        advice: BUT_ADVICE,
        rewrites: &[(
            r"^(.*\b(?:mistake|fault|error|wrong|blame|responsible)\b[^;]*?)\s*[,;(\[.\u{2026}\u{2013}\u{2014}\u{2015}-]*\s*\b(?:but|however|although|even though|though|yet)\b.*$",
            "$1.",
        )],
        bad: &[
            "It was our mistake, but the order form was unclear.",
            "We did forget the invoice, but nobody reminded us.",
            "I understand your frustration; however, this is our policy.",
        ],
        good: &[
            "It was our mistake, but it was you who paid for it.",
            "It is our responsibility, even though the printer made the mistake.",
            "It was our mistake, but it has been put right.",
            "It was our mistake, but that is no consolation to you.",
        ],
    },
    Rule {
        code: "circumstance_excuse",
        weight: Warn,
        scope: Anywhere,
        patterns: &[
            r"(?:beyond|outside|out of|not within|not in|not under) (?:of )?(?:our|my|the company's|anyone's|human) (?:\w{1,20} )?(?:control|influence|power)|things that <we> (?:cannot|can't|could not|couldn't) control|no control over|(?:out of|not in|outside) <our> hands",
            r"unforeseen|unforeseeable|unavoidable|unpreventable|(?:extraordinary|exceptional|unprecedented|unusual|challenging|difficult) (?:circumstances|times|situation|conditions|events?)|force majeure|acts? of (?:god|nature)|mother nature|(?:given|under|in) the (?:\w{1,20} )?circumstances",
            r"(?:due to|because of|owing to|as a result of|thanks to|on account of|in view of|in light of|given|caused by|result of|wind from|down to|through)(?: [\w'-]{1,20}){0,4}? <circumstance>",
            r"<circumstance>(?: [\w'-]{1,20}){0,4}? (?:meant|caused|prevented|delayed|forced|led to|kept <us>|stopped <us>|caught <us>|held <us>|slowed|disrupted|made (?:the|it|our|us)|knocked|blocked|closed the|brought|set <us> back|was against|were against|made it|hit <us>|left <us>)",
            r"(?:unusually|exceptionally|extremely|unexpectedly) (?:large|high|heavy|strong|busy)|(?:higher|more|busier)(?: \w{1,20}){0,2} than (?:usual|normal|expected|anticipated|ever)|(?:busy|busiest|peak) (?:time|period|season|week|weeks|day|days)|high volumes? of|experienc(?:e|ed|ing) (?:\w{1,20} ){0,3}?(?:high|heavy|unusual|strong|exceptional|increased|unprecedented|technical)|with so (?:many|much) (?:orders|calls|requests|guests|bookings|work|messages)|(?:air )?traffic congestion",
            r"<we>(?: are|'re|'m| am| were| was|'ve been| have been| had been| had)(?: \w{2,20}ly| very| so| rather| a bit| quite)? (?:busy|swamped|overwhelmed|overloaded|short-staffed|under-?staffed|short of (?:staff|people|hands)|stretched|snowed under|rushed off our feet|a lot (?:on|to do))|short-staffed|understaffed",
            r"(?:nothing|little|not much|no more)(?: else| more)? (?:that )?<we> could(?: \w{1,20}ly)? (?:have )?(?:do|done)|(?:could not|couldn't|cannot|can't|no one could|nobody could|none of us could)(?: \w{2,20}ly)? (?:have )?(?:be |been )?(?:foresee|foreseen|helped|predict|predicted|prevent|prevented|avoid|avoided|anticipate|anticipated|known|expect|expected)|no way (?:of knowing|to know|for <us> to)|(?:made|makes) it impossible|(?:no|little) (?:other )?(?:choice|option|alternative) but|if it (?:were|was) up to <us>|(?:nobody|no ?one|none of us|neither \w{1,20} nor \w{1,20})(?: could| had| would)?(?: have)? (?:expected|foreseen|expect|foresee|predicted|anticipated|seen it coming)|(?:not |im)possible (?:for <us> )?to (?:prevent|avoid|foresee|predict|know)|(?:was|were|is|are) (?:only )?to be expected",
            // Too much at once.
            r"(?:volumes?|numbers?|demand|queues?|wait(?:ing)? times?|response times?|processing times?|lead times|calls|claims|enquiries|requests|applications|orders|workload|turnout|interest|levels? of \w{1,20})(?: [\w'-]{1,20}){0,6}? (?:is|are|was|were|has|have|remains?|continues?|exceeds?|exceeded|outstripped|outgrew|'s|'re)(?: [\w'-]{1,20}){0,3}? (?:high|higher|heavy|longer|exceeded|outstripped|exceptional\w{0,2}|unusual\w{0,2}|unprecedented|greater|more than|busier|increased|risen|doubled|tripled|anything <we>|<our> (?:capacity|expectations|forecasts?))|(?:more|fewer) (?:\w{1,20} ){1,3}than (?:<we> (?:had |could |can )?(?:expected|planned|anticipated|handle|cope|hoped|usually)|usual|normal|ever)|busiest (?:\w{1,20} ){0,2}?\w{2,20}|(?:a|such a|so) (?:hectic|chaotic|crazy|frantic|stressful|mad) (?:\w{1,20} )?(?:day|week|month|night|time|shift|period|season|evening|weekend|morning)|(?:hundreds|thousands|dozens) of (?:messages|calls|e-?mails|orders|requests|guests|letters|tickets|claims)(?: \w{1,20}){0,3}? (?:a|per|every|each) (?:day|hour|week)|off the hook|run off <our> feet|<our> hands full|(?:under|facing) (?:a lot of |huge |great |enormous |such |heavy |extreme )?(?:pressure|strain)|(?:a|so|such a|very|on a|our) (?:full|packed|hectic|busy|fully booked) (?:\w{1,20} )?(?:night|evening|house|weekend|morning|lunch|service|saturday|friday|sunday)",
            // Too few of us.
            r"<we>(?: are|'re| were|'m| am)(?: \w{1,20}){0,2}? an? (?:\w{1,20} )?(?:small|tiny|little|two-person|one-man|one-woman|family-run|family|young) (?:\w{1,20} )?(?:team|company|business|shop|crew|outfit|firm|restaurant|kitchen|charity|club|office)|(?:team|department|office|crew|kitchen|depot|branch|service|<we>)(?: has| have| had|'ve| are| were| was|'re)? (?:been )?(?:lost|down|short(?: of)?|missing) (?:by )?(?:[\w-]{1,20} ){0,3}?(?:posts?|people|staff|members?|drivers?|colleagues?|hands|nurses?|cooks?|chefs?|technicians?)|(?:called|phoned|rang|calling|off|out)(?: in)? sick|sick leave|sickness bug|(?:half|most|many|several|two|three|some|one) (?:of )?(?:<our> )?(?:staff|team|crew|\w{2,20}s) (?:are|were|was|is|being) (?:\w{1,20} )?(?:ill|sick|off|absent|away)|(?:lorry|tree|truck|accident|crash|train|landslide|bridge|vehicle|works)(?: \w{1,20}){0,3}? (?:blocked|blocking|had closed|hit the|fell (?:on|across|onto)|fallen)|(?:staff|staffing|personnel|driver|crew|nurse|skills) (?:shortages?|levels?|absences?|constraints|challenges|difficulties|issues|problems)|(?:limited|reduced|minimal) (?:staff|staffing|capacity|resources|personnel)|(?:computers?|systems?|servers?|network|tills?)(?: \w{1,20})? (?:is|are|was|were) (?:\w{1,20} )?(?:slow|down|playing up)(?: today| again| at the moment| right now| all \w{1,20})",
            // Nothing to be done about it.
            r"(?:no|little|nor any|hardly any|without any|not any|\w{2,7}n't any|\w{2,7}n't have any|not have any|any) (?:control|influence|power|say|sway)(?: (?:over|on|in)| <we>| whatsoever)|(?:not|\w{2,7}n't|hardly|nothing|cannot|no one|nobody|scarcely)(?: [\w']{1,20}){0,6}? (?:can|could|able to)(?: \w{1,20})? (?:plan for|prepare for|allow for|budget for|influence|control|foresee|prevent|postpone|rule out)|(?:can|could) (?:hardly|scarcely|never|not) (?:be )?(?:plan\w{0,4} for|foreseen?|prevented?|influenced?|controlled?|predicted?)|(?:cannot|can't|could not|couldn't)(?: [\w']{1,20}){0,2}? (?:postponed|put off|delayed|influenced|controlled|planned for|ruled out|guaranteed)|only so (?:much|many|fast)(?: \w{1,20})? (?:that )?(?:<ours>|<our> \w{1,20}|the \w{1,20}|one|a \w{1,20}|anyone|people) (?:can|could)|(?:<our>|<we> (?:are|were)|our hands (?:are|were)) (?:hands (?:are|were) )?tied|limits? to what <we> (?:can|could)|(?:delays?|errors?|problems?|issues?|waits?|disruptions?)(?: [\w'-]{1,20}){0,4}? (?:is|are) (?:quite |very |all too |sadly |unfortunately )?(?:common|normal|inevitable|not (?:unusual|uncommon)|to be expected|part of (?:the|life|any))|(?:had|have|has|were left with|left with) (?:no (?:other )?|little )(?:choice|option|alternative)|(?:forced|obliged|compelled) (?:us )?to (?:close|cancel|delay|postpone|stop|move|change)|(?:act|hand) of (?:god|nature|fate)|bad luck|through no fault",
            r"(?:was|were|is|are|has been|have been|had been|'s been|being) (?:\w{1,20} )?(?:exceptionally|unusually|extraordinarily|unseasonably|unprecedentedly|abnormally|freakishly) \w{2,20}|even the best (?:[\w-]{1,20} ){1,3}(?:has|have|can|cannot|will|makes?|fails?)",
            r"(?:becom(?:e|ing)|became|are|is) (?:\w{1,20} )?(?:increasingly|all too|ever more|more and more|sadly|regrettably|unfortunately|very|quite|not un)(?: )?(?:common|frequent|widespread|usual)|(?:across|throughout|in) (?:the|our|all) (?:[\w-]{1,20} )?(?:industry|sector|trade|profession)",
            r"(?:following|after|since|given|in view of|thanks to|with) (?:the|last \w{2,10}'s|this \w{2,10}'s|all the|recent|such) (?:[\w-]{1,20} ){0,2}?(?:<circumstance>)",
            r"(?:have|has|had|needs?|needed) to be (?:\w{1,20} )?(?:cancelled|canceled|postponed|closed|suspended|diverted|curtailed|rescheduled|evacuated|halted|stopped|grounded)[^.;]{0,60}? (?:when|if|whenever|because|due|owing|for (?:safety|security|technical|operational))",
            r"(?:points|signal|track circuit|overhead line|equipment|engine|mechanical|boiler|lift|network) (?:failure|fault|breakdown|trouble|problem)s?",
            r"<we>(?:'ve| have| had)?(?: been| were| are|'re| was| am|'m| got) (?:\w{1,20} )?(?:slammed|swamped|inundated|overwhelmed|snowed under|stretched|understaffed|under-staffed|short-staffed|short-handed|flat out|maxed out|hammered|up to <our> (?:ears|necks|eyes)|rushed off|run ragged|besieged|deluged)",
            r"(?:it (?:had been|was)|after|at the end of) (?:such )?(?:a|an|one of those|another) (?:(?:very|really|rather|incredibly|extremely|exceptionally) )?(?:long|hard|tough|rough|difficult|trying|exhausting|tiring|manic|terrible) (?:day|night|week|shift|month|season|evening|year|weekend|service)",
            r"(?:it was|this was|being|with it being|as it was|given that it was|it being)(?: \w{1,20})? (?:the )?(?:\w{1,20} )?(?:\w{1,20} )?(?:before|after|of|over|around|during|just before) (?:christmas|easter|the holidays?|the festive \w{2,20}|new year|black friday|carnival|the bank holiday|ramadan|the summer holidays?|half[- ]term|the long weekend)|(?:that|this) (?:is the )?time of (?:the )?year|(?:it's|it is|it was|being|in) (?:high|peak|the busy) season",
            r"(?:flu|colds?|covid|illness|an? bug|sickness|norovirus|stomach bug|virus|chickenpox)(?: \w{1,20}){0,2} (?:has|have|had|is|was|went|hit|struck|going|doing|swept|gone|got)|(?:there (?:was|were|had been|has been)|we had|we got|because of|due to) (?:an? |some |heavy |major )?(?:\w{1,20} )?(?:accident|crash|strike|power cut|power failure|flood|blackout|burst pipe|traffic jam|gas leak|security alert|bomb scare)s?",
            r"(?:phones?|telephones?|lines?|switchboard|inbox|doorbell)(?: \w{1,20})? (?:never|hardly|barely|did not|didn't|has not|hasn't|have not|haven't)(?: \w{1,20})? (?:stops?|stopped|stopping|quiet|rest|rested|silent)|(?:phones?|lines?|switchboard|inbox) (?:is|are|was|were|has been|have been)(?: \w{1,20})? (?:jammed|overwhelmed|flooded|swamped|busy|ringing|red hot|overflowing)",
            r"(?:software|system|team|staff|process|platform|app|website|warehouse|office|crew)(?: \w{1,20}){0,2} (?:is|are|was|were|'s) (?:still |only just |just )?(?:settling|bedding in|finding (?:its|their) feet|learning|getting used|brand[- ]new|new|in (?:its|their) infancy)|(?:it's|it is|these are|still) (?:early days|very new)|<we>(?: are|'re| were) (?:still )?(?:learning|settling in|new to|finding our feet|getting used)|(?:nobody|no ?one)(?: \w{1,20})? (?:could|would|can)(?: ever| possibly)? have (?:known|guessed|told|imagined|done anything|planned)",
            r"(?:due to|because of|owing to|thanks to|following|after|in view of|given) (?:the |a |an |some )?(?:[\w-]{1,20} ){0,2}?(?:thunderstorms?|thunder|lightning|hail|typhoon|hurricane|tornado|blizzard|drought|wildfires?|smoke|sandstorm|avalanche|high water|low water|tides?|waves?|pressures?|a lack of|conditions|refurb\w{0,8}|renovation|upgrade works?|building works?)|(?:winter|summer|seasonal|holiday|market|economic|staffing|operational|financial|budget) (?:pressures?|constraints?|conditions|demand|peaks?)|highest on record|record (?:levels|numbers|demand|heat|cold|rainfall|temperatures)|natural phenomen(?:on|a)|(?:region|street|city|area|country|block|building|town|district|grid|site) (?:had )?(?:lost|was without|were without|without) (?:power|water|electricity|gas)",
            r"(?:hit|struck|affected|caught out|overtaken|battered|surprised|hampered|plagued) by (?:[\w-]{1,20} ){0,4}?(?:<circumstance>)|(?:heavy|bad|severe|slow|thick|dense|extreme|unusual|persistent|torrential) (?:traffic|rain|snow|fog|winds?|congestion|frost|ice|weather)(?: [\w-]{1,20}){0,5}? (?:is|was|are|were|has|have|caused|causing|causes|meant|made|delayed|slowed|stopped)|(?:due to|because of|owing to|down to) (?:an?|the) (?:\w{1,20} )?(?:tree|landslip|rockfall|burst \w{2,20}|fallen \w{2,20}|broken[- ]down \w{2,20}|cow|swan|bird)",
        ],
        unless: &[
            r"no (?:\w{1,20} )?(?:unforeseen|unforeseeable|unavoidable|exceptional|extraordinary)(?: \w{1,20})?|(?:not|nothing|\w{2,7}n't|never|neither)(?: [\w']{1,20}){0,3}? (?:beyond|outside|unforeseen|unforeseeable|unavoidable|extraordinary|because of|due to|caused by|down to)(?: \w{1,20}){0,3}",
            r"(?:do not|don't|does not|doesn't|cannot|can't|is no|not an?|never|no) (?:\w{1,20} )?(?:blame|excuse|hide|justify|explain)(?: [\w'-]{1,20}){0,8}",
            r"(?:you|your|customers|clients|guests)(?: have| had| are| were|'ve)? (?:had |have |left with |given )?(?:no|little|without any|not any) (?:control|influence|say|choice|option|alternative|power)|(?:our|my) own (?:choice|control|hands)|(?:took|take|taken) (?:back )?control|quality control",
            r"you (?:could not|couldn't|cannot|can't)(?: \w{2,20}ly)? (?:have )?\w{2,20}|(?:could|should) have (?:foreseen|known|planned|prevented|expected|avoided)(?: \w{1,20}){0,3}",
        ],
        message: "This lets circumstances answer for it.",
        advice: "Say what you could have done about them, and what you do now: \u{201c}We did not plan for the snow; from now on a second van stands ready.\u{201d}",
        rewrites: &[],
        bad: &[
            "It was beyond our control.",
            "Unforeseen events delayed us.",
            "This was due to heavy snow.",
            "The weather kept us from coming.",
            "It was a busy time.",
            "We have been very busy lately.",
            "There was nothing we could have done.",
            "Call volumes are very high this week.",
            "The team has lost two posts.",
            "We have no influence on it.",
            "The night was unusually cold, and even the best heating has limits.",
            "Thefts have become all too frequent throughout the trade.",
            "After the storm we had to wait for glass.",
            "Trains have to be stopped whenever leaves fall.",
            "There is an equipment failure at the depot.",
            "We have been snowed under.",
            "It was a tough week.",
            "It was the week before Easter, and this time of year is hard.",
            "Flu has gone through the team, and there was an accident on the bridge.",
            "The phones did not stop.",
            "The new system is still bedding in, and no one could have guessed it.",
            "It came of a thunderstorm: due to lightning the whole street lost power.",
            "We were hit by a strike, and dense fog has slowed everything.",
        ],
        good: &[
            "There were no unforeseen events.",
            "We do not blame the weather for it.",
            "You had no choice, and that was wrong of us.",
            "You could not have known that, and we should have planned for snow.",
        ],
    },
    Rule {
        code: "misinterpreted",
        weight: Warn,
        scope: Anywhere,
        patterns: &[
            r"misinterpreted|misreported|misquoted|misrepresented|misconstrued|misunderstood|(?:read|reads|reading) (?:[\w'-]{1,20} ){1,3}into|lost in translation|blown (?:up )?out of (?:all )?proportion|landed (?:badly|wrong)|words (?:in|into) <our> mouth|wrong end of the stick|jump(?:ed|ing) to conclusions|(?:took|taken|taking) (?:it|this|that|them|<our> \w{1,20}) (?:the wrong way|too literally|wrongly|personally|amiss)|mis-?perceived|twisted|(?:not|never|\w{2,7}n't) (?:\w{1,20} )?(?:meant|intended) (?:to (?:offend|hurt|upset|insult|suggest|imply|cause|mislead|be|exclude|belittle|criticise|criticize|mock|sound|come)|as)|never meant (?:to|as|that|any)|(?:taken|quoted|read|torn|lifted) out of (?:\w{1,20} )?context|taken the wrong way",
            r"(?:was|were|been|be|being|got) (?:\w{1,20} )?(?:interpreted|perceived|received|misread|understood|construed|seen|read|taken) (?:as|in (?:a|that|this|the)|differently|wrongly|that way|badly|amiss|personally|the wrong way)|(?:was|were|been|be) misread|(?:came|come|coming|comes) (?:across|over) (?:\w{2,20}ly|wrong|badly|amiss)|(?:differently|other|otherwise) (?:from|than)(?: what| how| the way)? <we> (?:had |have )?(?:meant|intended)",
            r"taken to mean|not (?:what|how|the way) <we> (?:had |have |was |were )?(?:meant|intended|trying to|wanted to say)|(?:did not|didn't|never|not) (?:mean(?:t)?|intended?) (?:it|that|this|them) (?:that way|this way|like that|in that way|badly)|(?:did not|didn't|never) (?:mean|intend) to (?:offend|hurt|upset|insult|suggest|imply|cause|be rude)|(?:never|not) (?:\w{1,20} )?(?:<our> )?(?:intention|intent) to (?:offend|hurt|upset|insult|cause|mislead|suggest|imply)",
            r"(?:meant|intended) (?:only |just |merely )?(?:as|to be) (?:a |an )?(?:\w{1,20} )?(?:joke|compliment|humou?r|humou?rous|funny|satire|irony|tongue)|you (?:may |might |must |could |seem to |appear to )(?:have )?(?:misread|misunderstood|misinterpreted|misunderstand)",
            r"\w{2,6}n't (?:what|how|the way) <we> (?:had |have |was |were )?(?:meant|intended|trying to|wanted to say)",
            r"chang(?:e|es|ed|ing) the (?:whole |entire )?(?:meaning|sense|message)(?: of)?|(?:without|missing|lost|lacks?|lacking|stripped of) (?:the |its |all |any )?(?:\w{1,20} )?(?:context|ending|irony|tone)|more sensitive|oversensitive|over-sensitive",
        ],
        unless: &[
            r"(?:<ours>)<have> (?:\w{2,20}ly )?(?:misunderstood|misinterpreted|misconstrued|misread|misreported|misquoted|misrepresented|twisted)|(?:misunderstood|misinterpreted|misconstrued|misread) by <us>",
        ],
        message: "This says that the reader read it wrong.",
        advice: "Apologise for what you said or did, not for how it was taken: \u{201c}What I wrote was wrong.\u{201d}",
        rewrites: &[(
            r"\b(my|our) ([\w -]{2,30}?) (?:was|were|has been|have been) (?:mis\w+|taken out of context|twisted)\b",
            "$1 $2 gave the wrong idea, and that is our fault",
        )],
        bad: &[
            "Our note was misinterpreted.",
            "The reply was perceived as rude.",
            "That is not what we meant.",
            "It was meant as a joke.",
            "That wasn't what we were trying to say.",
            "The clip changes the meaning of the scene.",
        ],
        good: &["We misunderstood your order."],
    },
];
