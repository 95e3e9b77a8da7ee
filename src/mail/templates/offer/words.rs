//! The sentences of an offer's mail, in each language that Amends writes.

use crate::domain::language::Language;

pub(super) struct Words {
    pub(super) offered: Occasion,
    pub(super) agreed: Occasion,
    pub(super) greeting: fn(name: &str) -> String,
    pub(super) about: fn(summary: &str, reference: &str) -> String,
    /// The same where the summary is not to be said.
    pub(super) about_unsaid: fn(reference: &str) -> String,
    pub(super) total: &'static str,
    /// Before the owner's address, between it and their name, and behind the name.
    pub(super) contact: [&'static str; 3],
    pub(super) sign_off: &'static str,
}

/// What differs between what we offer and what the client asked for and gets.
pub(super) struct Occasion {
    pub(super) title: &'static str,
    /// Before the items.
    pub(super) lead: &'static str,
    /// Before and behind the moment until which it can be answered, where there is one.
    pub(super) answer: [&'static str; 2],
    pub(super) link: &'static str,
}

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
    }
}

static ENGLISH: Words = Words {
    offered: Occasion {
        title: "Our offer to make amends",
        lead: "We want to put it right, and this is what we offer you:",
        answer: [
            "You can accept it, decline it, or tell us what you would rather have, until ",
            ", on this page:",
        ],
        link: "See and answer the offer",
    },
    agreed: Occasion {
        title: "What we have agreed",
        lead: "Thank you for telling us what would put it right. We agree, and this is what you get:",
        answer: [
            "There is nothing more for you to do. It is written down on this page, where you can later tell us how it went:",
            "",
        ],
        link: "See what was agreed",
    },
    greeting: |name| format!("Dear {name},"),
    about_unsaid: |reference| format!("This is about our mistake ({reference})."),
    about: |summary, reference| format!("This is about our mistake: {summary} ({reference})."),
    total: "Altogether",
    contact: [
        "The link is for you alone, and you need no account for it. If you would rather talk, \
         reply to this mail or write to ",
        ": it reaches ",
        " directly.",
    ],
    sign_off: "Kind regards,",
};

static GERMAN: Words = Words {
    offered: Occasion {
        title: "Unser Angebot zur Wiedergutmachung",
        lead: "Wir möchten ihn wiedergutmachen und bieten Ihnen Folgendes an:",
        answer: [
            "Sie können das Angebot bis ",
            " annehmen, ablehnen oder uns sagen, was Ihnen lieber wäre, und zwar auf dieser Seite:",
        ],
        link: "Angebot ansehen und beantworten",
    },
    agreed: Occasion {
        title: "Was wir vereinbart haben",
        lead: "Danke, dass Sie uns gesagt haben, was es wiedergutmacht. Wir sind einverstanden, und das bekommen Sie:",
        answer: [
            "Sie brauchen nichts weiter zu tun. Es steht auf dieser Seite, auf der Sie uns später sagen können, wie es gelaufen ist:",
            "",
        ],
        link: "Vereinbarung ansehen",
    },
    greeting: |name| format!("Guten Tag {name},"),
    about_unsaid: |reference| format!("es geht um unseren Fehler ({reference})."),
    about: |summary, reference| format!("es geht um unseren Fehler: {summary} ({reference})."),
    total: "Zusammen",
    contact: [
        "Der Link ist nur für Sie bestimmt, und Sie brauchen dafür kein Konto. Wenn Sie lieber \
         persönlich mit uns sprechen, antworten Sie auf diese E-Mail oder schreiben Sie an ",
        ": Das erreicht ",
        " direkt.",
    ],
    sign_off: "Mit freundlichen Grüßen",
};

static FRENCH: Words = Words {
    offered: Occasion {
        title: "Notre proposition de dédommagement",
        lead: "Nous souhaitons la réparer et vous proposons ce qui suit :",
        answer: [
            "Vous pouvez accepter cette proposition, la refuser ou nous dire ce que vous préféreriez, \
         jusqu’au ",
            ", sur cette page :",
        ],
        link: "Voir la proposition et y répondre",
    },
    agreed: Occasion {
        title: "Ce dont nous sommes convenus",
        lead: "Merci de nous avoir dit ce qui réparerait notre erreur. Nous sommes d’accord, et voici ce que vous recevrez :",
        answer: [
            "Vous n’avez rien d’autre à faire. Tout est écrit sur cette page, où vous pourrez plus tard nous dire comment cela s’est passé :",
            "",
        ],
        link: "Voir ce qui est convenu",
    },
    greeting: |name| format!("Bonjour {name},"),
    about_unsaid: |reference| format!("Ce message concerne notre erreur ({reference})."),
    about: |summary, reference| {
        format!("Ce message concerne notre erreur : {summary} ({reference}).")
    },
    total: "Au total",
    contact: [
        "Ce lien vous est réservé, et aucun compte n’est nécessaire. Si vous préférez en parler, \
         répondez à ce message ou écrivez à ",
        " : ",
        " vous lira directement.",
    ],
    sign_off: "Cordialement,",
};

static SPANISH: Words = Words {
    offered: Occasion {
        title: "Nuestra propuesta de compensación",
        lead: "Queremos repararlo y le ofrecemos lo siguiente:",
        answer: [
            "Puede aceptar la propuesta, rechazarla o decirnos qué preferiría, hasta el ",
            ", en esta página:",
        ],
        link: "Ver la propuesta y responder",
    },
    agreed: Occasion {
        title: "Lo que hemos acordado",
        lead: "Gracias por decirnos qué repararía nuestro error. Estamos de acuerdo, y esto es lo que recibirá:",
        answer: [
            "No tiene que hacer nada más. Queda escrito en esta página, donde más adelante podrá decirnos cómo ha ido:",
            "",
        ],
        link: "Ver lo acordado",
    },
    greeting: |name| format!("Buenos días, {name}:"),
    about_unsaid: |reference| format!("Este mensaje se refiere a nuestro error ({reference})."),
    about: |summary, reference| {
        format!("Este mensaje se refiere a nuestro error: {summary} ({reference}).")
    },
    total: "En total",
    contact: [
        "El enlace es solo para usted y no necesita ninguna cuenta. Si prefiere hablarlo, responda \
         a este mensaje o escriba a ",
        ": le llegará directamente a ",
        ".",
    ],
    sign_off: "Atentamente,",
};
