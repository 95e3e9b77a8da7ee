//! How a person's words stand in a letter: full stops, capitals, quotation marks and lists, as the
//! letter's language has them.

use crate::domain::language::Language;
use crate::domain::likeness::folded;

/// Words that a sentence begins with and that take a small letter behind a colon. A name keeps its
/// capital, and what may be a name does.
const SMALL: &str = "\
 le la les l un une des du de nous vous il elle ils elles on ce cet cette ces c votre vos notre nos \
 a au aux en dans pour par sans sur avec chez apres avant depuis pendant lors quand lorsque comme \
 aucun aucune plus deux trois quatre cinq six sept huit neuf dix une erreur facture factures commande \
 commandes livraison livraisons reservation reservations envoi paiement retard colis contrat devis \
 dossier fichier rendez rembourser remboursement remplacer refaire recevoir mauvais mauvaise mauvaises \
 double nouvelle nouvelles nouveau nouveaux je j y ne n qu que qui rien personne tout tous toutes \
 el los las lo uno unos unas nuestro nuestra nuestros nuestras su sus se no al del con por para sin \
 sobre desde hasta cuando como que hay hubo fue fueron es son era hemos ha han y o si dos tres cuatro \
 cinco seis siete ocho nueve diez factura facturas pedido pedidos entrega entregas reserva reservas \
 envio envios pago pagos paquete paquetes contrato contratos presupuesto archivo fichero error errores \
 devolver devolucion reembolso reparar repetir recibir nuevo nueva nuevos nuevas folletos mal mala \
 malo yo me le les nos ningun ninguna todo todos todas ";

/// What follows a name that a sentence begins with; a thing has an article before it.
const ACTS: &str = "\
 a ont est sont etait etaient avait avaient fut n'a n'ont n'est n'etait n'avait s'est \
 ha han es son fue fueron estaba estaban habia habian ";
/// What stands before a name.
const TITLES: &str = "m mm mme mlle mr mrs ms dr sr sra d dona ";

/// As it stands behind a colon: with a small letter in French and Spanish, a capital in the others.
/// `is_name` says of a word whether it keeps its capital.
pub(super) fn after_colon(
    text: &str,
    language: Language,
    is_name: &dyn Fn(&str) -> bool,
) -> String {
    match language {
        Language::English | Language::German => capitalised(text),
        Language::French | Language::Spanish => {
            let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
            let rest = &text[word.len()..];
            let mut letters = text.chars();
            let first = letters.next();
            // "TVA" and "N26" are no words.
            let whole_word = word.chars().skip(1).all(char::is_lowercase)
                && rest.chars().next().is_none_or(|c| !c.is_numeric());
            let one_of = |words: &str, word: &str| {
                let word = folded(word).replace('\u{2019}', "'");
                words.split_ascii_whitespace().any(|it| it == word)
            };
            let next = rest.split_whitespace().next().unwrap_or_default();
            let titled = one_of(TITLES, &word) && !rest.starts_with(['\'', '\u{2019}']);
            let named = || is_name(&word) || titled || rest.starts_with(' ') && one_of(ACTS, next);
            match first {
                Some(first) if whole_word && (one_of(SMALL, &word) || !named()) => {
                    first.to_lowercase().chain(letters).collect()
                }
                _ => text.to_owned(),
            }
        }
    }
}

/// With a capital, but where the second letter is one: "iPads".
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match first {
        Some(first) if !rest.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(rest.chars()).collect()
        }
        _ => text.to_owned(),
    }
}

/// Somebody's own words between the language's quotation marks, as the end of a sentence.
pub(super) fn quoted(text: &str, language: Language) -> String {
    let text = text.trim();
    match language {
        Language::English => format!("\u{201c}{}\u{201d}", ended(text)),
        Language::German => format!("\u{201e}{}\u{201c}", ended(text)),
        Language::French => format!("\u{ab}\u{a0}{}\u{a0}\u{bb}", ended(text)),
        // The full stop stands behind the marks, other signs before them and a stop behind.
        Language::Spanish => format!("\u{ab}{}\u{bb}.", unended(text)),
    }
}

const CLOSING: [char; 6] = ['"', '\'', ')', '\u{201d}', '\u{201c}', '\u{bb}'];

fn trimmed(text: &str) -> &str {
    text.trim_end_matches([',', ';', ':', '-', '\u{2013}', '\u{2014}', '\\', ' '])
}

/// Closed by a full stop where its writer left it open.
pub(super) fn ended(text: &str) -> String {
    let text = trimmed(text);
    let open = !text
        .trim_end_matches(CLOSING)
        .ends_with(['.', '!', '?', '\u{2026}']);
    match text {
        "" => String::new(),
        text if open => format!("{text}."),
        text => text.to_owned(),
    }
}

/// Without a full stop, as a title or an item of a list stands.
pub(super) fn unended(text: &str) -> String {
    let text = trimmed(text);
    text.strip_suffix('.')
        .filter(|text| !text.ends_with('.'))
        .map_or(text, trimmed)
        .to_owned()
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several paragraphs and lists as a template takes it: each paragraph in one line, each
/// item in one that begins with a hyphen. Closed by a full stop, and by a blank line behind a list,
/// so that the letter goes on below it.
pub(super) fn paragraphs(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut in_list = false;
    for line in text.lines() {
        let line = one_line(line);
        let item = line
            .strip_prefix("- ")
            .or_else(|| line.strip_prefix("* "))
            .or_else(|| line.strip_prefix("\u{2022} "))
            .or_else(|| line.strip_prefix("\u{2022}"))
            .or_else(|| line.strip_prefix("\u{2013} "));
        match item.map(unended).filter(|item| !item.is_empty()) {
            Some(item) => {
                lines.push(format!("- {item}"));
                in_list = true;
            }
            None if line.is_empty() => {
                lines.push(String::new());
                in_list = false;
            }
            None => {
                // What follows a list is no part of its last item.
                if in_list {
                    lines.push(String::new());
                }
                in_list = false;
                lines.push(line.trim_end_matches('\\').trim_end().to_owned());
            }
        }
    }
    let text = lines.join("\n");
    let text = text.trim();
    let last = text.lines().next_back().unwrap_or_default();
    if last.starts_with("- ") {
        return format!("{text}\n\n");
    }
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", last));
    match before {
        "" => ended(last),
        before => format!("{before}\n{}", ended(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops() {
        for (text, closed, open) in [
            ("We were late", "We were late.", "We were late"),
            ("We were late.", "We were late.", "We were late"),
            ("Late, ", "Late.", "Late"),
            ("Was it late?", "Was it late?", "Was it late?"),
            ("And so on...", "And so on...", "And so on..."),
            (
                "\u{201c}Late.\u{201d}",
                "\u{201c}Late.\u{201d}",
                "\u{201c}Late.\u{201d}",
            ),
            ("C:\\", "C.", "C"),
            (" - ", "", ""),
        ] {
            assert_eq!((ended(text), unended(text)), (closed.into(), open.into()));
        }
    }

    #[test]
    fn behind_a_colon() {
        for (text, language, written) in [
            ("backups lost", Language::English, "Backups lost"),
            ("iPads lost", Language::English, "iPads lost"),
            ("La farine manque", Language::French, "la farine manque"),
            ("L’avoir manque", Language::French, "l’avoir manque"),
            ("TVA fausse", Language::French, "TVA fausse"),
            ("Dupont n’a rien", Language::French, "Dupont n’a rien"),
            ("40 réservations", Language::French, "40 réservations"),
            ("Se imprimió mal", Language::Spanish, "se imprimió mal"),
            ("Llegaron tarde", Language::Spanish, "llegaron tarde"),
            ("Livré en retard", Language::French, "livré en retard"),
            ("D’abord oublié", Language::French, "d’abord oublié"),
            ("Mme Roux attend", Language::French, "Mme Roux attend"),
            ("Lucía espera", Language::Spanish, "Lucía espera"),
            ("", Language::Spanish, ""),
        ] {
            let is_name = |word: &str| word == "Lucía";
            assert_eq!(after_colon(text, language, &is_name), written);
        }
    }

    #[test]
    fn quotations() {
        for (text, language, written) in [
            (
                "my money back?",
                Language::English,
                "\u{201c}my money back?\u{201d}",
            ),
            (
                "Das Mehl fehlt",
                Language::German,
                "\u{201e}Das Mehl fehlt.\u{201c}",
            ),
            (
                "La farine",
                Language::French,
                "\u{ab}\u{a0}La farine.\u{a0}\u{bb}",
            ),
            ("La harina.", Language::Spanish, "\u{ab}La harina\u{bb}."),
            (
                "¿Y la harina?",
                Language::Spanish,
                "\u{ab}¿Y la harina?\u{bb}.",
            ),
        ] {
            assert_eq!(quoted(text, language), written);
        }
    }

    #[test]
    fn lists_and_paragraphs_stay() {
        assert_eq!(paragraphs("We were\n late"), "We were\nlate.");
        assert_eq!(
            paragraphs("It was us:\n* one.\n\u{2022} two\nAnd more"),
            "It was us:\n- one\n- two\n\nAnd more."
        );
        assert_eq!(paragraphs("Ours:\n- one\n"), "Ours:\n- one\n\n");
        assert_eq!(paragraphs("One.\n\n\nTwo"), "One.\n\n\nTwo.");
    }
}
