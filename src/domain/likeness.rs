//! Which words of a text carry its meaning, and how much of one text another one says.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that say nothing by themselves, in the four languages, without accents.
const EMPTY: &str = "\
 about after again all also and any are been before being both but can could did does doing done \
 down each for from had has have having her here him his how however into its just more most much \
 must not now off once only our out over own said same she should some such than that the their \
 them then there these they this those through too under until very was were what when where which \
 while who whom why will with would you your yours ours us we it he in on of to is as at be by or \
 an if so no do up my me i a one \
 aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis da damit dann das \
 dass dem den denn der des die dies diese diesem diesen dieser dieses doch du durch ein eine einem \
 einen einer eines er es etwas euch fur gegen hab habe haben hat hatte hatten hier hinter ich ihm \
 ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kein keine \
 keinen konnen man mein mit nach nein nicht noch nun nur ob oder ohne schon sehr sein seine sich sie \
 sind so uber um und uns unser unsere unserem unseren unserer unseres unter vom von vor wann war \
 waren was weil wenn wer werden wie wir wird wo wurde wurden zu zum zur \
 au aux avec ce cela ces cet cette ceux chez comme dans de deux des dont du elle elles en encore est \
 et ete etait etaient etre eu fait font il ils je la le les leur leurs lui mais me meme mes moi mon \
 ne nos notre nous on ont ou par pas plus pour qu que quel quelle qui sa sans se ses si son sont sous \
 sur ta te tes toi ton tous tout toute tres tu un une votre vous avons avait avaient cest \
 al algo ante con como cual cuando de del desde donde dos el ella ellas ellos en entre era eran eres \
 es esa esas ese eso esos esta estaba estaban estas este esto estos fue fueron ha habia han has hasta \
 hay he la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros nuestra nuestras nuestro \
 nuestros o otra otro para pero poco por porque que quien se ser si sin sobre son su sus tambien tanto \
 te tiene todo todos tu un una uno unos usted ustedes y ya ";

static IS_EMPTY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| EMPTY.split_ascii_whitespace().collect());

/// In small letters, without accents and umlauts: `Müller` and `Mueller` are not the same, `Núñez`
/// and `NUNEZ` are.
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => plain.push('a'),
            'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
            'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => plain.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => plain.push('u'),
            'ç' => plain.push('c'),
            'ñ' => plain.push('n'),
            'ß' => plain.push_str("ss"),
            'œ' => plain.push_str("oe"),
            // A mark stands by itself in decomposed text.
            '\u{300}'..='\u{36f}' => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The words of a text, folded; a number keeps its point: `1.250`.
pub fn words(text: &str) -> Vec<String> {
    let plain = folded(text);
    plain
        .split(|c: char| !(c.is_alphanumeric() || c == '.' || c == ','))
        .flat_map(|piece| {
            let number = piece.starts_with(|c: char| c.is_ascii_digit());
            let cut: &[char] = if number { &[] } else { &['.', ','] };
            piece
                .split(cut)
                .map(|word| word.trim_matches(['.', ',']).to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

pub fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// What words of one root have in common, for most words of the four languages.
fn root(word: &str) -> String {
    let one = word.strip_suffix('s').filter(|one| one.len() > 2);
    one.unwrap_or(word).chars().take(5).collect()
}

/// The roots of the words that carry meaning, each once.
pub fn meaning(text: &str) -> Vec<String> {
    let mut roots: Vec<String> = Vec::new();
    for word in words(text) {
        if !is_number(&word) && (word.chars().count() < 2 || is_empty(&word)) {
            continue;
        }
        let root = if is_number(&word) { word } else { root(&word) };
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots
}

fn is_empty(word: &str) -> bool {
    IS_EMPTY.contains(word)
}

/// How many of the roots of `text` stand in `other` too, and how many it has.
pub fn shared(text: &str, other: &str) -> (usize, usize) {
    let (roots, others) = (meaning(text), meaning(other));
    let found = roots.iter().filter(|root| others.contains(root)).count();
    (found, roots.len())
}

/// Whether `other` says nearly all that `text` says.
pub fn is_said_in(text: &str, other: &str) -> bool {
    let (found, all) = shared(text, other);
    all > 0 && found * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words() {
        for (text, other, said) in [
            ("Billed twice.", "We billed you twice in October.", true),
            ("We were late", "We were late.", true),
            (
                "Rechnung doppelt verschickt",
                "Das war unser Fehler: Wir haben die Rechnung doppelt verschickt.",
                true,
            ),
            (
                "Wrong postcode on the November invoice",
                "We put the wrong postcode on your invoice of 3 November.",
                true,
            ),
            (
                "The catalogue was printed from an old file",
                "We sent the old file to the printer without checking it.",
                false,
            ),
            ("The catalogue was late", "We sent the wrong file.", false),
            (
                "Two weeks of orders are gone",
                "We did not test the backup",
                false,
            ),
            ("", "anything", false),
        ] {
            assert_eq!(is_said_in(text, other), said, "{text} / {other}");
        }
    }

    #[test]
    fn numbers_and_letters() {
        assert_eq!(
            words("Núñez: 1.250,50 €, on Tuesday."),
            ["nunez", "1.250,50", "on", "tuesday"]
        );
        assert_eq!(meaning("The files of the file"), ["file"]);
    }
}
