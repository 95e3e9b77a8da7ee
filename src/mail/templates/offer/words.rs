//! The sentences of an offer's mail, in each language that Amends writes.

use crate::domain::language::Language;

pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) greeting: fn(name: &str) -> String,
    pub(super) about: fn(summary: &str, reference: &str) -> String,
    pub(super) offer: &'static str,
    pub(super) total: &'static str,
    /// Before and behind the moment until which it can be answered.
    pub(super) answer: [&'static str; 2],
    pub(super) link: &'static str,
    /// Before the owner's address, between it and their name, and behind the name.
    pub(super) contact: [&'static str; 3],
    pub(super) sign_off: &'static str,
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
    title: "Our offer to make amends",
    greeting: |name| format!("Dear {name},"),
    about: |summary, reference| format!("This is about our mistake: {summary} ({reference})."),
    offer: "We want to put it right, and this is what we offer you:",
    total: "Altogether",
    answer: [
        "You can accept it, decline it, or tell us what you would rather have, until ",
        ", on this page:",
    ],
    link: "See and answer the offer",
    contact: [
        "The link is for you alone, and you need no account for it. If you would rather talk, \
         reply to this mail or write to ",
        ": it reaches ",
        " directly.",
    ],
    sign_off: "Kind regards,",
};

static GERMAN: Words = Words {
    title: "Unser Angebot zur Wiedergutmachung",
    greeting: |name| format!("Guten Tag {name},"),
    about: |summary, reference| format!("es geht um unseren Fehler: {summary} ({reference})."),
    offer: "Wir möchten ihn wiedergutmachen und bieten Ihnen Folgendes an:",
    total: "Zusammen",
    answer: [
        "Sie können das Angebot bis ",
        " annehmen, ablehnen oder uns sagen, was Ihnen lieber wäre, und zwar auf dieser Seite:",
    ],
    link: "Angebot ansehen und beantworten",
    contact: [
        "Der Link ist nur für Sie bestimmt, und Sie brauchen dafür kein Konto. Wenn Sie lieber \
         persönlich mit uns sprechen, antworten Sie auf diese E-Mail oder schreiben Sie an ",
        ": Das erreicht ",
        " direkt.",
    ],
    sign_off: "Mit freundlichen Grüßen",
};

static FRENCH: Words = Words {
    title: "Notre proposition de dédommagement",
    greeting: |name| format!("Bonjour {name},"),
    about: |summary, reference| {
        format!("Ce message concerne notre erreur : {summary} ({reference}).")
    },
    offer: "Nous souhaitons la réparer et vous proposons ce qui suit :",
    total: "Au total",
    answer: [
        "Vous pouvez accepter cette proposition, la refuser ou nous dire ce que vous préféreriez, \
         jusqu’au ",
        ", sur cette page :",
    ],
    link: "Voir la proposition et y répondre",
    contact: [
        "Ce lien vous est réservé, et aucun compte n’est nécessaire. Si vous préférez en parler, \
         répondez à ce message ou écrivez à ",
        " : ",
        " vous lira directement.",
    ],
    sign_off: "Cordialement,",
};

static SPANISH: Words = Words {
    title: "Nuestra propuesta de compensación",
    greeting: |name| format!("Buenos días, {name}:"),
    about: |summary, reference| {
        format!("Este mensaje se refiere a nuestro error: {summary} ({reference}).")
    },
    offer: "Queremos repararlo y le ofrecemos lo siguiente:",
    total: "En total",
    answer: [
        "Puede aceptar la propuesta, rechazarla o decirnos qué preferiría, hasta el ",
        ", en esta página:",
    ],
    link: "Ver la propuesta y responder",
    contact: [
        "El enlace es solo para usted y no necesita ninguna cuenta. Si prefiere hablarlo, responda \
         a este mensaje o escriba a ",
        ": le llegará directamente a ",
        ".",
    ],
    sign_off: "Atentamente,",
};
