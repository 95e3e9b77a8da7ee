//! How a French sentence shows what it does, and what is missed where none does it.

use super::super::Severity::{Block, Warn};
use super::super::rules::{Absence, Sign, Signal};
use super::{amends, owning};

pub(super) const SIGNALS: &[Signal] = &[
    Signal {
        sign: Sign::ApologyWords,
        patterns: &[
            r"excus(?:e|es|ez|er|ons)|excusez-nous|désolée?s?|navrée?s?|pardon(?:ner|nez)?|regrett(?:e|ons)|déplor(?:e|ons)|nos (?:\w+ )?regrets|(?:nous|vous) confondons en",
        ],
        unless: &[
            r"sans excuses?|aucune excuse|(?:vos|votre|ses|leurs) excuses|une mauvaise excuse",
        ],
    },
    Signal {
        sign: Sign::Apology,
        patterns: &[
            r"(?:désolée?s?|navrée?s?)",
            r"(?:nous|je|m'|m'en |s'|s'en |nous en )<gap> ?(?:excus(?:e|ons|er)|excuses)|(?:m'|m'en |on s'|on s'en |nous nous (?:en )?)excus(?:e|ons)|(?:veuillez|prions de|prie de|priez de|priant de|vouloir|bien vouloir)<gap> (?:l'|m'|t')?(?:excuser|pardonner|accepter)|(?:veuillez accepter|présentons|présente|présenter|adressons|adresser|toutes|acceptez|accepter|devons|dois|faisons)<gap> excuses|(?:excusez|excuse|pardonnez|pardonne)-(?:nous|moi)|(?:prions|prie) d'excuser|^(?:veuillez |merci d')?excus(?:ez|er)",
            r"(?:nous|je)<gap> (?:demandons|demande|demander)<gap> pardon|(?:nos|mes|mille|plates|sincères) (?:[\w']+ ){0,3}?excuses|^pardon|\w+[.,!]{0,2} \*{1,6} pardon|[,;:-] (?:mille fois |et )?pardon|(?:vous|te) (?:demandons|demande|demander) pardon|(?:demande|demandons) (?:\w+ )?pardon|(?:présent|adress|offr|exprim)\w{1,5}(?:,? [\w']+){0,5}?,? (?:les|des|nos|mes) (?:\w+ )?excuses",
        ],
        unless: &[
            r"(?:désolée?s?|navrée?s?) (?:d'apprendre|de lire|d'entendre|de savoir|de voir|d'avoir appris|de vous (?:informer|annoncer|dire))",
            r"(?:ne|n'\w+)<gap> (?:pas|jamais|point)(?: \w+){0,2}? (?:excuser|excuses?|désolée?s?|pardon)|(?:ne|n')(?: nous| m')? ?(?:excusons|excuse) pas|(?:aucune|pas de) raison<gap> (?:excuser|excuses)",
            r"(?:vos|votre|ses|leurs|des) excuses (?:de|du) \w+|refus\w{1,5}<gap> (?:nous |m')?excuser",
            r"(?:il|elle|livreur|chauffeur|fournisseur)(?: \w+){0,3}? (?:désolée?|navrée?|s'excuse|excusé)",
        ],
    },
    Signal {
        sign: Sign::FeelingsOnly,
        patterns: &[
            r"(?:désolée?s?|navrée?s?) que vous (?:soyez|vous sentiez|pensiez|ressentiez|le preniez|trouviez)",
        ],
        unless: &[],
    },
    Signal {
        sign: Sign::Regret,
        patterns: &[
            r"(?:nous|je) (?:\w+ )?(?:regrettons|regrette|déplorons|déplore)|(?:nous|j')(?: \w+)? ?(?:avons|ai) honte|nos (?:\w+ )?regrets",
        ],
        unless: &[
            r"(?:regrettons|regrette) (?:de|d') ?(?:vous )?(?:informer|annoncer|dire|apprendre|lire|savoir)|(?:ne|n') (?:regrettons|regrette)",
        ],
    },
    owning::ADMISSION,
    owning::DENIAL,
    amends::REPAIR,
    amends::EXPLANATION,
    amends::CIRCUMSTANCE,
    amends::REPENTANCE,
    Signal {
        sign: Sign::Forgiveness,
        patterns: &[
            r"pardonne(?:r|z)(?:-nous|-moi)?|pardonn(?:erez|iez)|votre (?:pardon|indulgence)|demand\w{1,4} pardon|(?:regagner|retrouver|mériter|reconquérir) votre confiance|(?:seconde|deuxième|nouvelle) chance",
        ],
        unless: &[],
    },
];

pub(super) const ABSENCES: &[Absence] = &[
    Absence {
        sign: Sign::Apology,
        code: "no_explicit_apology",
        severity: Block,
        message: "Nulle part il n\u{2019}est dit que vous êtes désolé.",
        advice: "Dites-le simplement : « Nous vous présentons nos excuses. » « Désolé d\u{2019}apprendre » est de la compassion.",
    },
    Absence {
        sign: Sign::Responsibility,
        code: "no_responsibility",
        severity: Block,
        message: "Nulle part il n\u{2019}est dit que c\u{2019}était votre faute.",
        advice: "Assumez-la : « C\u{2019}était notre erreur », ou « Nous n\u{2019}avons pas… ».",
    },
    Absence {
        sign: Sign::Repair,
        code: "no_repair",
        severity: Warn,
        message: "Rien n\u{2019}est dit de la réparation.",
        advice: "Dites ce que vous faites pour réparer, ou qu\u{2019}une offre suivra.",
    },
];
