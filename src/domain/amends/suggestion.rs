//! The suggestion: what the policy makes of an incident, line by line.
//!
//! Every rule is looked at and says what it came to. The highest wins (or, where the policy says
//! so, they add up); what comes on top, the rounding and the bounds follow as lines of their own,
//! so that the lines that count add up to the total.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::domain::amends::options::{Means, SuggestedOption, options};
use crate::domain::amends::policy::{Combine, Policy};
use crate::domain::error::FieldError;
use crate::domain::incident::{Incident, LossKind, Severity};
use crate::domain::language::Language;
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::offer::Suggested;
use crate::domain::workflow::words;

words! {
    /// What a line does to the total; `none`: the rule was looked at, and another one yields more.
    Effect {
        Adds = "adds",
        Takes = "takes",
        None = "none",
    }
}

/// One rule that was looked at, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    pub rule: &'static str,
    /// The sum as a person would write it: `500.00 USD x 2`.
    pub detail: String,
    pub amount: Money,
    pub effect: Effect,
}

/// The total beside the loss and the price.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gauge {
    pub of_loss_percent: Option<Decimal>,
    pub of_price_percent: Option<Decimal>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// `None` where too little is known; `missing` says what.
    pub total: Option<Money>,
    pub basis: Vec<Basis>,
    pub options: Vec<SuggestedOption>,
    pub gauge: Gauge,
    pub policy_version: i64,
    pub missing: Vec<String>,
}

/// What is known of an incident, as far as a policy asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    pub loss: Option<Money>,
    pub loss_kind: Option<LossKind>,
    pub price: Option<Money>,
    pub expected: Option<Money>,
    /// What a guarantee that was not kept comes to.
    pub guarantee: Option<Promised<'a>>,
    pub severity: Severity,
    /// Earlier incidents with the same client, within the days that the policy looks back.
    pub earlier_incidents: u32,
}

/// A guarantee's code, and what it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promised<'a> {
    pub code: &'a str,
    pub amount: Money,
}

impl<'a> Known<'a> {
    pub fn of(
        incident: &Incident,
        guarantee: Option<Promised<'a>>,
        earlier_incidents: u32,
    ) -> Self {
        Self {
            loss: incident.loss,
            loss_kind: incident.loss_kind,
            price: incident.price,
            expected: incident.expected_amends,
            guarantee,
            severity: incident.severity,
            earlier_incidents,
        }
    }

    /// The currency that amends are counted in: that of the loss, else of the guarantee, else of
    /// what is expected.
    fn currency(&self) -> Option<Currency> {
        let guaranteed = self.guarantee.map(|promised| promised.amount);
        self.loss
            .or(guaranteed)
            .or(self.expected)
            .map(Money::currency)
    }
}

/// What the policy suggests, its items described in the client's language.
pub fn suggest(
    known: &Known<'_>,
    policy: &Policy,
    policy_version: i64,
    language: Language,
) -> Result<Suggestion, MoneyError> {
    let Some((total, basis)) = amount(known, policy)? else {
        return Ok(Suggestion {
            total: None,
            basis: Vec::new(),
            options: Vec::new(),
            gauge: Gauge::default(),
            policy_version,
            missing: vec!["loss".to_owned()],
        });
    };
    let mut missing = Vec::new();
    if known
        .expected
        .is_some_and(|expected| expected.currency() != total.currency())
    {
        missing.push("expected_amends_in_the_currency_of_the_loss".to_owned());
    }
    if known
        .guarantee
        .is_some_and(|promised| promised.amount.currency() != total.currency())
    {
        missing.push("guarantee_in_the_currency_of_the_loss".to_owned());
    }
    let means = Means {
        total,
        price: known.price,
        policy,
        language,
    };
    let options = options(&means, known.loss_kind)?;
    let mut gauge = gauge(total, known);
    if options.iter().any(|option| option.matches) {
        gauge.notes.push(LIKE_FOR_LIKE.to_owned());
    }
    Ok(Suggestion {
        total: Some(total),
        basis,
        options,
        gauge,
        policy_version,
        missing,
    })
}

/// The total and its lines, without the ways to give it; `None` where too little is known.
pub fn amount(
    known: &Known<'_>,
    policy: &Policy,
) -> Result<Option<(Money, Vec<Basis>)>, MoneyError> {
    let Some(currency) = known.currency() else {
        return Ok(None);
    };
    let mut lines = rules(known, policy, currency)?;
    let base = combined(&mut lines, policy.combine, currency)?;
    let mut total = base;
    if let Some(repeat) = &policy.repeat
        && known.earlier_incidents > 0
    {
        let percent = repeat.extra_percent * Decimal::from(known.earlier_incidents);
        let extra = base.times(percent / Decimal::ONE_HUNDRED)?;
        let detail = format!(
            "{} earlier in {} days: {base} x {} %",
            known.earlier_incidents,
            repeat.within_days,
            percent.normalize()
        );
        lines.push(line("repeat_extra", detail, extra, Effect::Adds));
        total = total.plus(extra)?;
    }
    if let Some(rounding) = policy.rounding(currency) {
        let rounded = rounding.apply(total)?;
        let detail = format!("to {} ({})", rounding.step, rounding.mode);
        total = moved(&mut lines, "rounding", &detail, total, rounded)?;
    }
    if let Some(minimum) = policy.minimum(currency)
        && total.minor() < minimum.minor()
    {
        total = moved(
            &mut lines,
            "minimum",
            &format!("at least {minimum}"),
            total,
            minimum,
        )?;
    }
    if let Some(maximum) = policy.maximum(currency)
        && total.minor() > maximum.minor()
    {
        total = moved(
            &mut lines,
            "maximum",
            &format!("at most {maximum}"),
            total,
            maximum,
        )?;
    }
    Ok(Some((total, lines)))
}

/// Every rule that has something to say in this currency; none of them counts yet.
fn rules(known: &Known<'_>, policy: &Policy, currency: Currency) -> Result<Vec<Basis>, MoneyError> {
    let mut lines = Vec::new();
    if let Some(loss) = known.loss {
        let detail = format!("{loss} x {}", policy.loss_multiplier.normalize());
        lines.push(line(
            "loss_multiplier",
            detail,
            loss.times(policy.loss_multiplier)?,
            Effect::None,
        ));
    }
    if let Some(expected) = known
        .expected
        .filter(|expected| expected.currency() == currency)
    {
        let margin = policy.expectation_margin_percent;
        let more = expected.times(margin / Decimal::ONE_HUNDRED)?;
        let detail = format!("{expected} expected + {} %", margin.normalize());
        lines.push(line(
            "expectation",
            detail,
            expected.plus(more)?,
            Effect::None,
        ));
    }
    if let Some(promised) = known
        .guarantee
        .filter(|promised| promised.amount.currency() == currency)
    {
        let detail = format!("the guarantee {}: {}", promised.code, promised.amount);
        lines.push(line("guarantee", detail, promised.amount, Effect::None));
    }
    if let Some(floor) = policy.floor(known.severity, currency) {
        let detail = format!("a {} mistake: at least {floor}", known.severity);
        lines.push(line("floor", detail, floor, Effect::None));
    }
    Ok(lines)
}

/// Marks the rules that count, and adds them up.
fn combined(
    lines: &mut [Basis],
    combine: Combine,
    currency: Currency,
) -> Result<Money, MoneyError> {
    match combine {
        Combine::Sum => lines.iter_mut().for_each(|line| line.effect = Effect::Adds),
        Combine::Highest => {
            // The first of equals wins, so that the loss comes before the rest.
            let most = lines.iter().map(|line| line.amount.minor()).max();
            if let Some(winner) = lines
                .iter_mut()
                .find(|line| Some(line.amount.minor()) == most)
            {
                winner.effect = Effect::Adds;
            }
        }
    }
    let counting = lines.iter().filter(|line| line.effect == Effect::Adds);
    Money::sum(currency, counting.map(|line| line.amount))
}

/// Notes by how much, and which way, the total is moved.
fn moved(
    lines: &mut Vec<Basis>,
    rule: &'static str,
    detail: &str,
    from: Money,
    to: Money,
) -> Result<Money, MoneyError> {
    if to.minor() > from.minor() {
        lines.push(line(rule, detail.to_owned(), to.minus(from)?, Effect::Adds));
    } else if to.minor() < from.minor() {
        lines.push(line(
            rule,
            detail.to_owned(),
            from.minus(to)?,
            Effect::Takes,
        ));
    }
    Ok(to)
}

fn line(rule: &'static str, detail: String, amount: Money, effect: Effect) -> Basis {
    Basis {
        rule,
        detail,
        amount,
        effect,
    }
}

/// Below this share of the price amends disappoint: the gain in satisfaction is steepest between 60
/// and 120 percent (Gelbrich, Gäthke and Grégoire, 2015).
const LOW_PERCENT: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
/// Above it loyalty falls again (Haesevoets and others, 2017).
const HIGH_PERCENT: Decimal = Decimal::from_parts(150, 0, 0, false, 0);

const LIKE_FOR_LIKE: &str = "The options marked as matching repay like with like, which works best (Roschk and Gelbrich 2014, doi:10.1177/1094670513507486).";

fn gauge(total: Money, known: &Known) -> Gauge {
    let of_price_percent = known.price.and_then(|price| total.percent_of(price));
    let mut notes = Vec::new();
    match of_price_percent {
        Some(percent) if percent < LOW_PERCENT => notes.push(
            "Under 60 % of the price: satisfaction rises most between 60 % and 120 % of it (Gelbrich et al. 2015, doi:10.1177/1094670514543149)."
                .to_owned(),
        ),
        Some(percent) if percent > HIGH_PERCENT => notes.push(
            "Over 150 % of the price: loyalty rises up to about there and then falls (Haesevoets et al. 2017, Judgment and Decision Making, 16929)."
                .to_owned(),
        ),
        _ => {}
    }
    Gauge {
        of_loss_percent: known.loss.and_then(|loss| total.percent_of(loss)),
        of_price_percent,
        notes,
    }
}

impl Suggestion {
    /// The option called `name`.
    pub fn option(&self, name: &str) -> Result<&SuggestedOption, FieldError> {
        self.options
            .iter()
            .find(|option| option.name == name)
            .ok_or_else(|| {
                let names: Vec<&str> = self.options.iter().map(|option| &*option.name).collect();
                let detail = if names.is_empty() {
                    "there is no suggestion yet: the loss is not known".to_owned()
                } else {
                    format!("write one of: {}", names.join(", "))
                };
                FieldError::new("unknown_option", detail)
            })
    }

    /// How an offer of `total` stands beside the suggestion.
    pub fn beside(&self, total: Money) -> Suggested {
        match self.total {
            None => Suggested::Nothing,
            Some(suggested)
                if suggested.currency() == total.currency()
                    && total.minor() >= suggested.minor() =>
            {
                Suggested::Enough(suggested)
            }
            Some(suggested) => Suggested::More(suggested),
        }
    }
}

#[cfg(test)]
mod tests;
