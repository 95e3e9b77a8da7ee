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
            r"(?:the|an?) (?:wrong|incorrect) [\w-]{1,20}(?: [\w-]{1,20}){0,2} <was> (?:\w{1,20} )?(?:<past>)",
            // Wrongness anywhere behind the participle: "was loaded onto the wrong lorry".
            r"(?:was|were|got|has been|have been|had been) (?:\w{2,20}ly )?(?:<past>)(?: [\w'-]{1,20}){0,5}? (?:(?:the|an?|to|on|onto|into|in|with|for|under|at|from) (?:wrong|incorrect)|with an? (?:broken|missing|faulty|dead)|by mistake|in error|incorrectly|erroneously)|(?:was|were|has been|have been|had been|got) (?:charged|billed|debited|invoiced|sent|booked) twice|(?:was|were|wasn't|weren't|has been|have been|had been|hadn't been)(?: not| never)? (?:<past>)(?: [\w'-]{1,20}){0,3}? (?:correctly|properly|as it should(?: have been)?|as they should(?: have been)?|as intended)",
            r"(?:got|was|were|has been|have been|had been) (?:\w{2,20}ly )?(?:missed|dropped|forgotten|omitted|muddled(?: up)?|left out|left off|not (?:followed|recorded|actioned|passed on|met|processed|updated|carried out))|breakdown in communication|communication (?:broke down|breakdown)",
        ],
        unless: &[
            r"(?:made|committed|overlooked|misplaced|mislaid|mishandled|sent|shipped|mistakenly \w{2,20}|wrongly \w{2,20}|up) by (?:<us>|<staff>|one of <our>)",
            r"what(?: has| had)? (?:\w{1,20} )?(?:went|gone) wrong|(?:happened|occurred) (?:because|when|as) (?:<ours>)",
            r"<our> (?:\w{1,20} )?(?:mistakes?|errors?|oversights?)(?: \w{1,20}){0,2}",
            r"(?:where|how|why) (?:it|things|everything) went wrong",
            r"(?:mistakes?|errors?) (?:was|were) not (?:made|committed)",
            r"taken (?:in )?the wrong(?: \w{1,20})?",
            r"(?:you|<we>|he|she|they)(?:'ve)? (?:were|was|are|have been|had been|got|have got)(?: [\w'-]{1,20}){0,8}",
            r"(?:<past>)(?: [\w'-]{1,20}){0,8}? by (?:<us>|<staff>|one of <our>)",
            r"(?:if|whether|unless|not|n't) (?:[\w'-]{1,20} ){0,4}(?:was|were|has been|had been)(?: [\w'-]{1,20}){0,3} (?:correctly|properly|twice|in error|by mistake)",
            r"(?:refunded|replaced|corrected|fixed|returned|repaired|cancelled|removed|reversed|done|credited|resolved)(?: [\w'-]{1,20}){0,4} (?:correctly|properly|the (?:wrong|incorrect)|twice)",
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
            "Your suitcase was put onto the wrong coach.",
            "Your message was not followed up, and the second page got left out.",
        ],
        good: &[
            "The mistake was made by us.",
            "We have looked at what went wrong.",
            "Our mistake occurred on Monday.",
            "We know where it went wrong.",
            "The mistake was not made by you.",
            "It was taken the wrong way.",
            "You were sent the wrong size.",
            "Your suitcase was put onto the wrong coach by our driver.",
            "We looked whether it was closed properly.",
            "The charge was refunded twice.",
        ],
    },
    Rule {
        code: "blame_third_party",
        weight: BlockUnlessOwned,
        scope: Anywhere,
        patterns: &[
            r"(?:caused (?:\w{1,20}ly )?by|(?:fault|doing) (?:of|lies with|is with)|because of|due to|down to|up to|responsibility of|a (?:matter|question|case) for|actions of|(?:error|mistake|failure|delay|problem|issue|oversight|carelessness|negligence|industrial action|strikes?|breakdown|outage) (?:by|at|of|with|on the part of)|let down by|held up by)(?: [\w-]{1,20}){0,3}? <others>",
            // Who failed: "our courier lost", "the haulier did not turn up".
            r"(?:our|the|their|an?|your|this|that|some|certain|individual|other)(?: [\w-]{1,20}){0,3}? <others>(?: (?:(?:that|which|who|whom) )?<we> (?:\w{1,20} ){0,2}?(?:hired?|used?|chose|work with|worked with|trusted|engaged|commissioned|paid))?(?: (?:[\w-]{2,20}ly|has|have|had|also|then|simply|just)){0,2} <failed>",
            r"<others>,? (?:and )?not <us>|(?:fault|mistake|error|blame) (?:is|was) (?:\w{1,20} )?(?:theirs|his|hers)|(?:blame|fault|responsibility|problem|mistake|error)(?: for (?:\w{1,20} ){1,3}?)? ?(?:lies?|lay|rests?|is|was|sits?)(?: \w{1,20}){0,3}? (?:with|on|at) (?:the |our |their )?(?:\w{1,20} ){0,2}?<others>",
            r"contract is between you and|(?:get in touch|speak|talk|complain|turn)(?: with| to) (?:the|your) (?:[\w-]{1,20} ){0,2}?<others>|take (?:this|it|that|the matter|any \w{1,20}) up with (?:the|our|your) (?:[\w-]{1,20} ){0,2}?<others>|report (?:it|this|the matter) to (?:the|our|your) (?:[\w-]{1,20} ){0,2}?<others>|contact (?:the|our|your) (?:[\w-]{1,20} ){0,2}?<others> (?:direct|directly|instead|about (?:this|it|your)|for (?:a refund|compensation|help|this|assistance|any))",
            // Whose it was: "our supplier's mistake".
            r"(?:<others>)'s? (?:own )?(?:\w{1,20} )?(?:fault|mistake|error|failure|negligence|carelessness|doing|responsibility|oversight|incompetence|slip|blunder|failing|problem to)|(?:fault|mistake|error) (?:is|was|lies) (?:\w{1,20} )?(?:with )?(?:our|the|their) (?:\w{1,20} )?<others>(?:'s)?|(?:fault|mistake|error|responsibility|problem) (?:of|by) (?:the|our|their|your|an?) (?:[\w-]{1,20} ){0,2}?<others>",
            // Who failed, by name.
            r"(?:dhl|fedex|ups|dpd|hermes|evri|gls|tnt|usps|royal mail|yodel|parcelforce|amazon|network rail|openreach|paypal|stripe|expedia|airbnb|booking\.com|microsoft|google)(?: (?:[\w-]{2,20}ly|has|have|had|also|then|simply|just)){0,2} <failed>",
            // Go there.
            r"(?:contact|speak (?:to|with)|talk to|approach|write to|call|(?:direct|address|refer|send|take) (?:it|this|that|your \w{1,20}|any \w{1,20}) to) (?:the|your|their) (?:[\w-]{1,20} ){0,2}?(?:<others>|authorities) (?:directly|direct|instead|yourself|about|for|to)|(?:direct|address|refer) (?:your|any|this|it)(?: \w{1,20})? (?:directly )?to (?:the|your|their) (?:[\w-]{1,20} ){0,2}?(?:<others>|authorities)|(?:need|have|best|ought|better|must|should) (?:to )?(?:speak|talk|write|turn|complain|go)(?: directly)? (?:to|with) them|(?:representations?|complaints?|claims?|enquir(?:y|ies)|questions?|requests?) (?:should|must|can|have to|need to|may)(?: only)? be (?:made|directed|addressed|sent|submitted|referred|raised)(?: directly)? (?:to|with) (?:them|the (?:[\w-]{1,20} ){0,2}?<others>)",
            r"those responsible(?: [\w-]{1,20}){0,4} (?:accountable|responsible|to account)|<others>(?: [\w-]{1,20}){0,3}? (?:is|are|was|were|remains?) (?:\w{1,20} )?(?:responsible|liable|at fault|to blame|accountable)|(?:independently|individually|separately) owned",
            r"(?:issue|problem|matter|question|fault) (?:is |lies |was )?(?:with|for|of) (?:the|their|your|our|a) (?:[\w-]{1,20} ){0,3}?(?:<others>|licen[sc]ing|agreements?)|agreement between (?:the )?(?:<others>)",
        ],
        unless: &[
            r"<others> [^.]{1,120} (?:(?:we are|that is|which is|this is|it is) (?:\w{1,20} )?(?:responsible|<our> (?:\w{1,20} )?(?:responsibility|fault|mistake|doing|job))|(?:is|are) <our> (?:\w{1,20} )?(?:responsibility|fault|mistake|doing|job|worry|problem|business|concern))",
            r"(?:not|n't|never|nobody|nothing)(?: [\w']{1,20}){0,2}? (?:the |our )?(?:fault|responsibility|mistake|blame|caused|because|due|down)(?: \w{1,20}){0,5}",
            r"lost (?:no time|sight|touch|contact|interest)|missed (?:you|your call)",
            r"(?:made|put|moved|send|sent|call|called|told|asked) (?:it )?(?:to )?<our> <others>'s? \w{1,20}",
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
            "It was our supplier's mistake.",
            "DHL lost your parcel.",
            "You will need to speak to them about the seats.",
        ],
        good: &[
            "Our carrier lost it and that is our responsibility.",
            "It was not the fault of the courier.",
            "The courier lost no time.",
            "I have called our supplier's office.",
        ],
    },
    // Some name that is not ours lost it.
    Rule {
        code: "blame_third_party",
        weight: BlockUnlessOwned,
        scope: Anywhere,
        patterns: &[
            r"\w{2,20}(?: has| have| had)? (?:lost|misdelivered|misrouted|mislaid|mangled) (?:your|the) (?:\w{1,20} )?(?:parcel|package|order|delivery|shipment|luggage|suitcase|bags?|consignment|goods|letter)",
        ],
        unless: &[
            r"(?:<ours>)(?:'ve|'d| have| had)?(?:,? [\w'-]{1,20}){0,6}? (?:lost|misdelivered|misrouted|mislaid|mangled) (?:your|the)",
            r"(?:<others>)(?: has| have| had)? (?:\w{2,20}ly )?(?:lost|misdelivered|misrouted|mislaid|mangled)",
            r"(?:you|nobody|no one|somebody|someone|being|the|a|of|for|and|or|not|to|ve|never|who|which|that|having|by|\w{1,20}ly) (?:has |have |had )?(?:lost|misdelivered|misrouted|mislaid|mangled) (?:your|the)?(?: \w{1,20}){0,2}",
        ],
        message: "This hands the mistake to somebody else. To the client it is yours, whoever made it.",
        advice: "Say \u{201c}we\u{201d}: you chose whom you work with.",
        rewrites: &[],
        bad: &["Parcelway lost your parcel."],
        good: &[
            "We lost your parcel.",
            "Our carrier lost your parcel, and that is our responsibility.",
            "Having lost your parcel hurts.",
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
            r"(?:the|that|any) (?:[\w-]{1,20} ){1,3}(?:that |which )?you (?:had )?(?:gave|given|provided|entered|supplied|sent|submitted|chose|chosen|selected|filled in|put in)(?: \w{1,20}){0,2}? (?:was|were|is|are) (?:\w{2,20}ly )?(?:wrong|incorrect|incomplete|invalid|outdated|late|missing|inaccurate|unclear|not)|(?:the|that|any) (?:[\w-]{1,20} ){1,4}(?:that |which )?you (?:had )?(?:returned|wrote|uploaded|attached|typed|signed|completed|quoted|mentioned|specified|registered|used|submitted|sent us|gave us|provided)(?: \w{1,20}){0,2}? (?:(?:was|were|is|are) (?:\w{2,20}ly )?(?:wrong|incorrect|incomplete|invalid|outdated|late|missing|inaccurate|unclear|not|too)|(?:did not|didn't|does not|doesn't) (?:cover|contain|include|show|match|meet|mention|belong|exist))|you had (?:entered|given <us>|told <us>)",
            r"you (?:arrived|came|turned up|checked in|applied|complained|started|began|landed|showed up)(?: [\w'-]{1,20}){0,4}? (?:too )?late|you were (?:[\w-]{1,20} (?:minutes?|hours?|days?|weeks?) )?(?:too |very |so |already )?late|you (?:are|were|'re) the (?:ones?|person|people) (?:who|that) \w{2,20}|you started (?:it|this)|you (?:\w{1,20} )?(?:have |are |were )?(?:confused|confusing|mixed|mixing|mistaken) (?:us|this|it|them)(?: up)? (?:with|for)|you would(?:'ve| have) needed to|if you (?:want|wanted|wish|don't like|do not like|cannot|can't)[^.;]{1,60}?,? (?:stay|go|try|eat|shop|find|look|book|buy) (?:at home|elsewhere|somewhere else|another)",
            r"(?:consumer|customer|client|user|guest|complainant|passenger|patient|cardholder|account ?holder|member|tenant|borrower|claimant|subscriber|policyholder)s?'s? (?:own )?(?:failure|mistake|error|negligence|fault|misunderstanding|delay|refusal|late \w{1,20})|(?:extra|late|last-minute|additional|further|repeated|constant|many|numerous|several)(?: \w{1,20}){0,3}? (?:changes?|revisions?|amendments?|corrections?|additions?|requests?) (?:that |which )?you (?:\w{1,20} )?(?:requested|asked for|made|wanted|ordered|sent)|(?:had <we>|if <we> had|had <our> \w{1,20}) (?:only )?(?:received|got|been (?:told|given|informed|notified|sent|warned|made aware))",
            r"(?:wrong|incorrect|invalid|incomplete) [\w-]{1,20}(?: [\w-]{1,20})? (?:was|were|had been|has been) (?:\w{2,20}ly )?(?:entered|given|provided|supplied|typed|used|selected|chosen|submitted)(?: [\w'-]{1,20}){0,2}? (?:at (?:checkout|registration|sign-?up|the time)|when (?:booking|ordering|registering|you)|during (?:checkout|registration|booking)|with (?:the|your) order|(?:on|in) (?:the|your) (?:order|form|application|booking|request))|next time,? (?:please |kindly |perhaps |maybe )?(?:you )?(?:could |should )?(?:double-?check|check|read|make sure|ensure|remember|follow|allow|measure|cancel)|(?:please |kindly )(?:\w{1,20} )?(?:double-?check|check|read)[^.;]{1,60}? before (?:you|ordering|booking|paying|buying)",
            // Told you so.
            r"as (?:it )?(?:(?:clearly|plainly|explicitly|also|already|previously|repeatedly) )?(?:stated|set out|said|says|shown|specified|disclosed|communicated|indicated|noted|outlined|displayed|advertised|published|marked) (?:\w{1,20} ){0,2}?(?:in|on|at|under|by)|as (?:explained|advised|stated|communicated|mentioned) (?:to you )?(?:earlier|previously|before|already|several times|repeatedly)|as (?:previously|already|repeatedly|clearly) (?:explained|advised|stated|mentioned|communicated|told)|(?:terms?|conditions?|deadlines?|fees?|charges?|policy|policies|price|rules?|period|limits?|restrictions?|requirements?|allowance|this|which|information|dates?) (?:is|are|was|were|had been|has been|have been) (?:\w{2,20}ly )?(?:stated|set out|disclosed|communicated|advised|explained|displayed|specified|shown|mentioned|marked|pointed out|made clear)(?: [\w'-]{1,20}){0,3}? (?:(?:in|on|at|under) (?:the|our|your) (?:[\w-]{1,20} ){0,3}?(?:terms|conditions|confirmation|e-?mails?|mail|tickets?|notice|agreement|website|site|contract|policy|booking|invoice|listing|description|menu|checkout|letter|leaflet|brochure|label|instructions|manual|page|form|app|sign|offer|quote|advert|statement)|at (?:checkout|booking|the time)|to you|when you|before you|on (?:\w{1,20} )?(?:occasions?|dates?)|several times|repeatedly|twice)|(?:terms|conditions|policy|rules?|contract|agreement|quote|proof) (?:that |which )?you (?:\w{1,20} )?(?:accepted|agreed|signed|ticked|confirmed|approved)|you (?:were|had been|have been) (?:(?:clearly|repeatedly|explicitly|already|duly|previously|specifically|expressly) (?:told|informed|advised|notified|shown|offered)|made aware|warned|reminded)|^(?:\w{1,20}, )?you were told",
            r"your (?:own )?(?:(?:late|delayed|missing|incorrect|incomplete|wrong|unclear|contradictory|invalid|outdated|insufficient) [\w-]{1,20}|failure|mistake|error|fault|misunderstanding|negligence|oversight|carelessness|(?:fault|error|mistake)s)",
            r"(?:users?|customers?|clients?|guests?|members?|passengers?|travell?ers?)\]?(?: \w{1,20}){0,2}? (?:(?:negligently|carelessly) \w{2,20}|failed to|should have|neglected|(?:is|are|remain) (?:\w{1,20} )?responsible for|(?:is|are) (?:\w{1,20} )?(?:expected|required|obliged|supposed|asked) to|did not|didn't)|(?:no|missing|late) payment|(?:is|was|remains) (?:\w{1,20} )?(?:your|the (?:client|customer|user|guest)'s) (?:own )?responsibility|responsibility (?:of the|lies with the) (?:client|customer|user|guest)|user error|waiting (?:for|on) your (?:\w{1,20} )?(?:payment|reply|approval|documents?|answer|texts?|feedback|signature|confirmation|input|data|response)|(?:caused by|due to|because of|down to|result of) your (?:\w{1,20} ){0,2}?(?:browser|settings?|device|connection|computer|phone|configuration|input|choice|delay|request|changes?|decision|bank|equipment|own)|(?:please|kindly|you (?:may|might) want to) (?:read|check|review|follow|consult|note|remember|make sure)[^.;]{1,80}? (?:next time|in (?:the )?future|more carefully|beforehand|in advance)",
        ],
        unless: &[
            r"(?:hope|wish|glad|happy|pleased|imagine|wonder|afraid) (?:that )?you (?:\w{2,20}ly )?(?:forgot|overlooked|ignored|skipped|neglected|failed to|misread|arrived|came|started|landed)(?: \w{1,20}){0,3}",
            r"(?:removed?|deleted?|corrected|waived?|cancelled|refunded|sorry)(?: [\w'-]{1,20}){0,3} (?:no|missing|late) payment",
            r"(?:calls?|called|calling) (?:it|this|that|them|what happened) your(?: own)? \w{1,20}",
            r"you (?:\w{2,20}ly )?(?:forgot|overlooked|ignored|neglected|skipped) (?:nothing|none|no \w{1,20})",
            r"(?:sorry|apologi[sz]e|apologies|regret|because of <us>|meant|that|so)(?: \w{1,20}){0,2}? you (?:arrived|came|landed|were|got|checked in|started)(?: [\w'-]{1,20}){0,4}? late",
            r"you (?:are|were|'re) the (?:ones?|person|people) (?:who|that) (?:paid|suffered|had|bore|waited|found|told|noticed|lost|has|was|were|pays?|is|are|must)",
            r"(?:made|make|makes|include|included|all|apply|applied|done) (?:of )?(?:the |all the )?(?:\w{1,20} ){0,3}?(?:changes?|revisions?|corrections?|amendments?|requests?) (?:that )?you (?:\w{1,20} )?\w{2,20}",
            r"(?:not|n't|never|nowhere|wrongly|incorrectly|should have been)(?: \w{1,20}){0,2}? (?:stated|set out|said|shown|disclosed|communicated|advised|explained|displayed|specified|mentioned|marked|pointed out|made clear|reminded|warned|told)(?: \w{1,20}){0,3}",
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
            "You arrived an hour late.",
            "The dispute arose from the customer's refusal to pay.",
            "It seems the wrong street was entered at checkout.",
            "The fee was shown on the ticket, as stated in our terms.",
        ],
        good: &[
            "You should have received it on Monday.",
            "There is nothing you should have done.",
            "It was not your fault.",
            "We did not ask whether you forgot the key.",
            "If you had received it, you would have been warned.",
            "We are looking for your missing parcel.",
            "I hope you forgot about us for a day.",
            "Our first letter called it your mistake, and that was unfair.",
            "You forgot nothing.",
            "We have removed the late payment from your file.",
            "I am sorry that you arrived an hour late.",
            "You are the one who had to pay for it.",
            "We have made all the late changes you asked for.",
            "The fee was not shown on the ticket.",
        ],
    },
];
