//! What a playback says around the client's own words, in their language.

use crate::domain::language::Language;

/// A sentence around one name or amount.
type Around = fn(&str) -> String;

#[derive(Debug)]
pub struct Words {
    /// Of the mail; around the incident's reference.
    pub subject: Around,
    pub greeting: Around,
    pub opening: &'static str,
    pub so_you_say: &'static str,
    pub you_wish: &'static str,
    /// Around the amount.
    pub you_find_fair: Around,
    pub question: &'static str,
    /// Above the link in the mail.
    pub answer_here: &'static str,
    pub link_label: &'static str,
    /// The client's page.
    pub title: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub correction: &'static str,
    pub send: &'static str,
    pub thanks: &'static str,
    pub said_yes: &'static str,
    pub said_otherwise: &'static str,
    pub words_missing: &'static str,
    /// Around the owner's name.
    pub contact: Around,
}

pub fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
    }
}

pub static ENGLISH: Words = Words {
    subject: |reference| format!("Have we understood you? ({reference})"),
    greeting: |name| format!("Dear {name},"),
    opening: "Before we suggest anything, we want to be sure that we have understood you.",
    so_you_say: "So what you are saying is:",
    you_wish: "What you would like is:",
    you_find_fair: |amount| format!("What you would find fair is {amount}."),
    question: "Is that right? If not, please tell us how it really was.",
    answer_here: "You can say yes or put us right on this page:",
    link_label: "Answer",
    title: "Have we understood you?",
    yes: "Yes, that is right",
    no: "Not quite",
    correction: "Please tell us in your words what is different.",
    send: "Send",
    thanks: "Thank you",
    said_yes: "You told us that we understood you.",
    said_otherwise: "You put us right:",
    words_missing: "Please write a few words here, at most 20,000 characters.",
    contact: |owner| format!("{owner} answers for this, and is glad to hear from you:"),
};

pub static GERMAN: Words = Words {
    subject: |reference| format!("Haben wir Sie richtig verstanden? ({reference})"),
    greeting: |name| format!("Guten Tag {name},"),
    opening: "bevor wir Ihnen etwas vorschlagen, möchten wir sicher sein, dass wir Sie richtig verstanden haben.",
    so_you_say: "Sie sagen also:",
    you_wish: "Sie wünschen sich:",
    you_find_fair: |amount| format!("Angemessen fänden Sie {amount}."),
    question: "Stimmt das so? Wenn nicht, sagen Sie uns bitte, wie es wirklich war.",
    answer_here: "Auf dieser Seite können Sie zustimmen oder uns berichtigen:",
    link_label: "Antworten",
    title: "Haben wir Sie richtig verstanden?",
    yes: "Ja, das stimmt so",
    no: "Nicht ganz",
    correction: "Bitte sagen Sie uns mit Ihren Worten, was anders war.",
    send: "Senden",
    thanks: "Vielen Dank",
    said_yes: "Sie haben uns bestätigt, dass wir Sie richtig verstanden haben.",
    said_otherwise: "Sie haben uns berichtigt:",
    words_missing: "Bitte schreiben Sie hier ein paar Worte, höchstens 20.000 Zeichen.",
    contact: |owner| format!("{owner} steht dafür ein und freut sich über Ihre Nachricht:"),
};

pub static FRENCH: Words = Words {
    subject: |reference| format!("Vous avons-nous bien compris ? ({reference})"),
    greeting: |name| format!("Bonjour {name},"),
    opening: "Avant de vous proposer quoi que ce soit, nous voulons être sûrs de vous avoir bien compris.",
    so_you_say: "Vous nous dites donc :",
    you_wish: "Ce que vous souhaitez :",
    you_find_fair: |amount| format!("Ce qui vous semblerait juste : {amount}."),
    question: "Est-ce bien cela ? Sinon, dites-nous comment les choses se sont vraiment passées.",
    answer_here: "Vous pouvez confirmer ou nous corriger sur cette page :",
    link_label: "Répondre",
    title: "Vous avons-nous bien compris ?",
    yes: "Oui, c’est bien cela",
    no: "Pas tout à fait",
    correction: "Dites-nous avec vos mots ce qui est différent.",
    send: "Envoyer",
    thanks: "Merci",
    said_yes: "Vous nous avez confirmé que nous vous avons bien compris.",
    said_otherwise: "Vous nous avez corrigés :",
    words_missing: "Écrivez ici quelques mots, 20 000 caractères au plus.",
    contact: |owner| format!("{owner} en répond et sera heureux de vous lire :"),
};

pub static SPANISH: Words = Words {
    subject: |reference| format!("¿Le hemos entendido bien? ({reference})"),
    greeting: |name| format!("Buenos días, {name}:"),
    opening: "Antes de proponerle nada, queremos estar seguros de haberle entendido bien.",
    so_you_say: "Lo que nos dice es:",
    you_wish: "Lo que desea es:",
    you_find_fair: |amount| format!("Lo que le parecería justo es {amount}."),
    question: "¿Es así? Si no, díganos cómo fue en realidad.",
    answer_here: "Puede confirmarlo o corregirnos en esta página:",
    link_label: "Responder",
    title: "¿Le hemos entendido bien?",
    yes: "Sí, es así",
    no: "No del todo",
    correction: "Díganos con sus palabras qué fue distinto.",
    send: "Enviar",
    thanks: "Gracias",
    said_yes: "Nos ha confirmado que le hemos entendido bien.",
    said_otherwise: "Nos ha corregido:",
    words_missing: "Escriba aquí unas palabras, 20.000 caracteres como máximo.",
    contact: |owner| format!("{owner} responde de ello y estará encantado de leerle:"),
};
