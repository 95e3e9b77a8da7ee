//! Texts that speak of the reader as of somebody else: what was noted for colleagues is no
//! sentence of a letter to them.

use std::sync::LazyLock;

use regex::Regex;

/// By language: where "the client" is whoever reads the letter. Another client, and what merely
/// bears the word in its name, is somebody or something else.
static THIRD_PERSON: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?i)(?:^|[.;:!?]\s+)(?:our |this )?(?P<who>(?:client|customer)(?:['’]s)?)\s+(?P<next>[\w’']+)",
        r"(?i)\b(?P<who>the (?:client|customer)(?:['’]s)?)\b\s*(?P<next>[\w’']*)",
        r"(?i)(?:^|[.;:!?]\s+)(?P<who>(?:Kunde|Kundin))\b\s*(?P<next>\S*)",
        r"(?i)\b(?P<who>(?:der|die|zur|unser(?:er|e)?) (?:Kunde|Kundin)|(?:dem|den|des|vom|beim|zum|unserem|unseren) Kunden)\b",
        r"(?i)(?:^|[.;:!?]\s+)(?P<who>cliente?)\b\s*(?P<next>\S*)",
        r"(?i)\b(?P<who>(?:le client|la cliente|au client|du client|à la cliente|de la cliente|notre client|notre cliente|el cliente|la clienta|nuestro cliente|nuestra clienta))\b\s*(?P<next>\S*)",
        r"(?i)(?P<before>\b\p{L}+\s+)?\b(?P<who>(?:al|del) cliente)\b",
    ]
    .map(|pattern| Regex::new(pattern).expect("a test uses each"))
    .into()
});

/// What bears the word in its name.
const NAMED: &str = "account accounts area base care data database file files id list lists login \
                     manager number numbers page portal record records relations satisfaction \
                     section service services side support system team zone suivant siguiente";
/// What is done for clients in general.
const FOR_ALL: &str = "atencion atención servicio servicios area área zona";

/// The words in which the text speaks of its reader, if it does.
pub fn spoken_of(text: &str) -> Option<&str> {
    THIRD_PERSON.iter().find_map(|pattern| {
        pattern
            .captures_iter(text)
            .find(|found| {
                let has = |name, words: &str| {
                    let part = found.name(name).map_or("", |part| part.as_str());
                    let part = part.trim().to_lowercase();
                    words.split_whitespace().any(|word| word == part)
                };
                !has("next", NAMED) && !has("before", FOR_ALL)
            })
            .and_then(|found| found.name("who"))
            .map(|who| who.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_is_nobody_else() {
        for (text, words) in [
            ("Client complains that the parcel was late", Some("Client")),
            ("Parcel late. Customer’s cup broken", Some("Customer’s")),
            ("We sent the customer the wrong file", Some("the customer")),
            ("Kunde bekam die falsche Rechnung", Some("Kunde")),
            ("Dem Kunden wurde zu viel berechnet", Some("Dem Kunden")),
            (
                "Wir haben der Kundin die alte Datei geschickt",
                Some("der Kundin"),
            ),
            ("Le client a reçu deux factures", Some("Le client")),
            ("Cliente recibió dos facturas", Some("Cliente")),
            ("El cliente recibió dos facturas", Some("El cliente")),
            ("Se cobró dos veces al cliente", Some("al cliente")),
            ("We sent it to another customer", None),
            ("The customer portal was down", None),
            ("Customer service did not answer", None),
            ("Der Kundenservice war nicht erreichbar", None),
            ("Die Datei ging an einen anderen Kunden", None),
            ("Le service client n’a pas répondu", None),
            ("La atención al cliente no respondió", None),
            ("Se envió a otro cliente", None),
            ("The catalogue was late", None),
        ] {
            assert_eq!(spoken_of(text), words, "{text}");
        }
    }
}
