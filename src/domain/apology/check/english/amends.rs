//! How a business gives, does again and puts right what it owes, in ordinary words.

use super::super::rules::{Sign, Signal};

/// What is given: money, a treat, a place further up the queue.
pub(super) const GIVEN: Signal = Signal {
    sign: Sign::Repair,
    patterns: &[
        r"(?:is|are|'s|'re|be) (?:all |entirely )?<our> (?:treat|shout)|<our> (?:treat|shout)\W{0,3}$|(?:drinks?|coffees?|cakes?|lunch|dinner|breakfast|supper|tea|pizzas?|beers?|pints?|ice creams?|desserts?|rounds?|meals?|bottles?|tickets?|petrol|parking|postage|delivery|taxi|cab|laundry|dry[- ]cleaning)(?: \w{1,20}){0,4}?(?: is| are|'s| will be|'ll be) (?:all )?on (?:<us>|the house)",
        r"<we>(?:'ll| will| can| shall|'d like to|'m going to|'re going to)(?: [\w'-]{1,20}){1,8}? (?:for nothing|without charg(?:e|ing)(?: you)?)",
        // A sum that we give.
        r"<ours>(?:<about>)(?: (?:\w{2,20}ly|also|now|just|already))? (?:<gives>|transfer\w{0,4}|wir(?:e|ed|ing)|issu(?:e|ed|ing)|credit(?:ed|ing)?|load(?:ed|ing)?|allow(?:ed|ing)?|mail(?:ed|ing)|e-?mail(?:ed|ing)?|popp?(?:ed|ing)?|chuck(?:ed|ing)?) (?:you |your \w{1,20} |back |off |over |in |out |up |each of you )?(?:an? |the |another |that |with |all )?(?:extra |further |full |whole )?<sum>",
        r"<we> (?:took|knocked|sent|paid|gave|credited|transferred|wired|posted|added|put) (?:you |your \w{1,20} |back )?(?:an? |the |another |all )?(?:extra |further |full |whole )?<sum>(?: [\w'-]{1,20}){0,3}? (?:off|back|to you|(?:to|into|onto|in|on) your)",
        // A sum that the client has coming.
        r"you(?:'ll| will| shall|'re going to| are going to)(?: (?:also|then|now|each|all|both|\w{2,20}ly))? (?:get|receive|have|find|be (?:paid|given|sent|getting|receiving)) (?:[\w'-]{1,20} ){0,4}?(?:<sum>|arrears|back pay|gift cards?|hampers?|flowers|bouquets?|full marks)|you(?:'re| are) (?:owed|due) (?:[\w'-]{1,20} ){0,4}?(?:<sum>|arrears|back pay|an? (?:full )?refund)",
        r"(?:everyone|everybody|all (?:of you|\w{2,20})|each (?:of you|\w{2,20})|every \w{2,20}|holders?|members|customers|guests|passengers|players|subscribers|students|candidates|residents|tenants)(?: [\w'-]{1,20}){0,7}? (?:will|is going to|are going to) (?:\w{2,20}ly )?(?:get|receive|be (?:given|paid|sent|credited)) (?:[\w'-]{1,20} ){0,4}?(?:<sum>|payments?|full marks|refunds?|vouchers?|credits?|free|months?|weeks?|compensation|their money)",
        r"(?:double|triple|bonus|free) (?:xp|points|miles|rewards?|loot|gems|coins|tokens|stamps|spins|rolls|data|texts|storage)|extra (?:xp|points|miles|stamps|data)",
        // A place further up the queue.
        r"<we>(?:<about>)?(?: \w{2,20}ly| now| just| already)? (?:put|mov(?:e|ed|ing)|bump(?:ed|ing)?|push(?:ed|ing)?|jump(?:ed)?) (?:you|your [\w-]{2,20}|it|them)(?: right| straight)? (?:to the (?:front|top|head)|up the|ahead of|first)|you(?:'re| are|'ll be| will be) (?:now )?(?:next|first|top|at the (?:front|head|top)) (?:\w{1,20} )?(?:in (?:line|the queue)|on (?:the|our) (?:list|round|run|route))|<we>(?:'ll| will| can|'ve| have)(?: \w{1,20})? (?:squeezed?|fit|slot|slotted) (?:you|him|her|it|them) in|(?:opened|opening|freed|kept) (?:up )?(?:an?|the) (?:\w{1,20} )?(?:slot|appointment|space|place|table|hour) for you",
        r"<we>(?:'ll| will| shall)(?: of course| naturally| gladly| happily| certainly)? (?:pay|cover|meet|bear|settle|foot|stand|pick up) (?:it|that|this|all|both|every|for|the|your|whatever|any|half)",
    ],
    unless: &[
        r"(?:not|\w{2,7}n't|never|nothing|no|nobody|cannot|if|whether|unless|until|wrong|twice|by mistake|in error)(?: [\w'*$.,-]{1,20}){0,8}? (?:<sum>|treat|for nothing|arrears|back pay|full marks|points|miles|data|refunds?|payments?|free|without charg(?:e|ing)|first)",
        r" <sum>(?: [\w'-]{1,20}){0,5}? (?:from your|out of your|too (?:much|little|many|few)|by mistake|in error|wrong|instead|twice|late|short)",
        r"you(?:'ll| will| shall|'re going to| are going to)(?: \w{1,20}){0,2}? (?:have|need|be asked|be required|be expected) to(?: [\w'*$.,-]{1,20}){0,6}",
        r"(?:your|forgot|forgotten|missing|lost)(?: [\w'-]{1,20}){0,3}? (?:double|triple|extra|bonus|free) \w{2,20}",
        r"<we>(?:'ll| will)(?: \w{1,20})? meet (?:you|the|your) (?:\w{1,20} )?(?:expectations|standards?|team|at|on|deadlines?|targets?)",
    ],
};

/// What is done: the work again, a visit, a way back to how it was.
pub(super) const DONE: Signal = Signal {
    sign: Sign::Repair,
    patterns: &[
        r"(?:an?|the|this|our|that) (?:\w{2,20} )?(?:(?:hot|bug)?fix|patch|correction)(?: [\w'-]{1,20}){0,4}?(?:'s| is| are| went| goes| has gone| will go| will be|'ll be| has been)(?: (?:now|already|also|just|due))? (?:going |rolling |being )?(?:out|live|in place|on its way|available|deployed|released|installed|rolled out|pushed|shipped|published|today|tonight|tomorrow)",
        r"there(?:'s| is) (?:already |now )?an? (?:\w{1,20} )?(?:fix|patch|hotfix|workaround)(?: \w{1,20}){0,3}? (?:out|live|in|going|coming|ready|today|tonight|tomorrow|available|here)|<we>(?:'ve| have|'re| are|'ll| will)?(?: \w{2,20}ly| just| now| already)? (?:push(?:ed|ing)?|ship(?:ped|ping)?|releas(?:e|ed|ing)|deploy(?:ed|ing)?|roll(?:ed|ing)? out|publish(?:ed|ing)?|put out|appl(?:y|ied|ying)) (?:an?|the|that|this) (?:\w{1,20} )?(?:fix|patch|hotfix|correction)",
        r"roll(?:ed|ing)? (?:it |that |this |the [\w-]{2,20} |everything )?back|<we>(?:'ve| have|'ll| will|'re| are)?(?: \w{2,20}ly| just| now| already)? revert(?:ed|ing)?",
        // The work again.
        r"<ours>(?:'ll| will| are| is|'re|'m| am|'d like to)(?: (?:now|also|gladly|happily|of course|then|all|both|just|going to|\w{2,20}ly))? (?:be )?(?:do(?:ing)?|mak(?:e|ing)|run(?:ning)?|record(?:ing)?|explain(?:ing)?|hear(?:ing)?|print(?:ing)?|bak(?:e|ing)|paint(?:ing)?|lay(?:ing)?|fit(?:ting)?|shoot(?:ing)?|film(?:ing)?|cook(?:ing)?|build(?:ing)?|writ(?:e|ing)|play(?:ing)?|teach(?:ing)?|stag(?:e|ing)|cut(?:ting)?|sew(?:ing)?|copy(?:ing)?|develop(?:ing)?|mark(?:ing)?|calculat(?:e|ing)|test(?:ing)?|clean(?:ing)?|deliver(?:ing)?|perform(?:ing)?|hold(?:ing)?|start(?:ing)?|assess(?:ing)?|measur(?:e|ing)|count(?:ing)?|wash(?:ing)?|fill(?:ing)?|install(?:ing)?|send(?:ing)?|process(?:ing)?|search(?:ing)?|ship(?:ping)?|post(?:ing)?|dye(?:ing)?|frost(?:ing)?|ic(?:e|ing)|plant(?:ing)?)(?: [\w'-]{1,20}){1,6}? (?:again|afresh|anew|from scratch|a second time|once more|over again|properly this time)",
        r"<we>(?:'ll| will|'ve| have|'re| are|'m| am)(?: (?:now|also|gladly|happily|already|just|\w{2,20}ly))? re-?(?:schedul|open|start|process|calculat|test|sit|take|mark|roast|fill|load|activat|connect|apply|appli|submit|supply|supplied|stock|seat|rout|tun|wir|tile?|tiling|plaster|grout|carpet|glaz|turf|seed|hang|hung|upholster|stitch|bak|cut|pack|wrap|key|enter|typ|grad|shoot|shot|film|record|edit|format|grout|charge|cover|assess|price|valu|balanc|check)\w{0,4}(?: [\w'-]{1,20})? (?:it|them|the|your|all|every|that|this|everything|both|you)",
        // A visit that puts it right.
        r"<we>(?:'ll| will|'m| am|'re| are)(?: (?:personally|myself|also|gladly|then|now|going to))? (?:com(?:e|ing)|pop(?:ping)?|driv(?:e|ing)|head(?:ing)?|be|bring(?:ing)?|drop(?:ping)?)(?: it| one| them| some| that| the \w{2,20}| an? \w{2,20}){0,2}? (?:out|round|over|by|back|up|down|along)(?: [\w'-]{1,20}){0,5}? (?:to|and) (?:fix|mend|finish|collect|repair|replace|sort|do|put|swap|fit|clean|take|repaint|set|make|re\w{2,12})",
        r"(?:bring|send|pop|drop|post|return|hand|take|ship) (?:it|them|the [\w-]{2,20}|your [\w-]{2,20}|that)(?: [\w'-]{1,20}){0,7}?,? and (?:<we>|he|she|they|the \w{2,20}|[a-z]{3,12})(?:'ll| will) (?:\w{2,20}ly )?(?:fix|mend|swap|replace|exchange|change|give|put|make|repair|sew|clean|adjust|sort|cut|dye|re(?:fund|do|place|pair|cut|make|fit|print|sole|stitch|tune|fill|wire|charge)) (?:it|them|you|the|your|that|this|one|another)",
        r"(?:it|everything|the [\w-]{2,20}|your [\w-]{2,20}|service|all|both|they|trains|phones|lines|power|water|heating|internet|wi-?fi)(?:'s| is| are|'re) (?:now |all |already |fully )?(?:back|working|running|up and running|open|live|flowing) (?:again|as normal|normally|as it should|as usual)",
        r"<we>(?:'ll| will|'re| are|'m| am|'ve| have)(?: \w{2,20}ly| now| already)? (?:put(?:ting)?|set(?:ting)?|correct(?:ed|ing)?|amend(?:ed|ing)?|updat(?:e|ed|ing)|clear(?:ed|ing)?|clean(?:ed|ing)? up|expung(?:e|ed|ing)|restor(?:e|ed|ing)|revis(?:e|ed|ing)) (?:the|your|his|her|their|our|all|every|that|both) (?:[\w-]{1,20} ){0,2}?(?:records?|accounts?|entry|entries|files?|listings?|bills?|invoices?|statements?|balances?|ratings?|scores?|readings?|figures?|books|status|certificates?|results?|orders?|details|names?|spelling|address)",
    ],
    unless: &[
        r"(?:not|\w{2,7}n't|never|no|cannot|unable to|if|whether|unless|until|once|when|wish)(?: [\w'-]{1,20}){0,6}? (?:again|fix|patch|hotfix|back|out|live|afresh|running|working|fixed|re\w{2,15})",
        r"(?:same|this|another|similar|such) (?:\w{1,20} )?(?:mistakes?|errors?|fault) again|(?:run|running|held|hold|start|play|perform|teach)\w{0,4}(?: [\w'-]{1,20}){1,5}? again (?:next|in) \w{2,20}",
        r"(?:working|trying|hoping|plan|looking)(?: [\w'-]{1,20}){0,4}? (?:fix|patch|hotfix)(?: \w{1,20}){0,3}",
        r"<we>(?:'ve| have)(?: now| just| already| \w{2,20}ly)? (?:re-?checked|checked|updated) (?:the|your|our|all)(?: [\w-]{1,20}){0,3}",
    ],
};
