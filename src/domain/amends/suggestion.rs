//! The suggestion: what the policy makes of an incident, line by line.
//!
//! Every rule is looked at and says what it came to. The highest wins (or, where the policy says
//! so, they add up); what comes on top, the rounding and the bounds follow as lines of their own,
//! so that the lines that count add up to the total. Between the rules everything is exact: a line
//! shows the nearest minor unit, and the total is rounded once, as the policy says.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::domain::amends::guarantee::{self, Evaluation, InKind};
use crate::domain::amends::options::{Means, SuggestedOption, options};
use crate::domain::amends::policy::{Combine, Policy, Repeat};
use crate::domain::error::FieldError;
use crate::domain::incident::{Incident, LossKind, Severity};
use crate::domain::language::Language;
use crate::domain::money::{Currency, Exact, Money, MoneyError, RoundingMode};
use crate::domain::offer::Suggested;
use crate::domain::workflow::words;

words! {
    /// What a line does to the total; `none`: the rule was looked at, and another one yields more, or
    /// it does not bind.
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
    /// How a guarantee came to its amount; what these add, less what they take, is the amount.
    pub lines: Vec<guarantee::Line>,
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
    /// What the guarantee that the incident names comes to; nothing, where that is so.
    pub guarantee: Option<Promised<'a>>,
    pub severity: Severity,
    /// What the client is billed in.
    pub client_currency: Option<Currency>,
    /// Earlier incidents with the same client, within the days that the policy looks back.
    pub earlier_incidents: u32,
}

/// A guarantee's code, and what it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promised<'a> {
    pub code: &'a str,
    pub amount: Money,
    /// How it came to that.
    pub lines: &'a [guarantee::Line],
    pub in_kind: Option<&'a InKind>,
}

impl<'a> Promised<'a> {
    pub fn of(code: &'a str, evaluation: &'a Evaluation) -> Self {
        Self {
            code,
            amount: evaluation.amount,
            lines: &evaluation.basis,
            in_kind: evaluation.in_kind.as_ref(),
        }
    }

    /// Its line, and why it comes to nothing where it does.
    fn line(&self, aside: &str, effect: Effect) -> Basis {
        let (code, amount) = (self.code, self.amount);
        let reason = self.lines.iter().rev();
        let detail = match reason.map(|line| &line.detail).next() {
            Some(reason) if amount.is_zero() => format!("the guarantee {code}: {reason}"),
            _ => format!("the guarantee {code}: {amount}{aside}"),
        };
        Basis {
            lines: self.lines.to_vec(),
            ..line("guarantee", detail, amount, effect)
        }
    }
}

impl<'a> Known<'a> {
    pub fn of(
        incident: &Incident,
        guarantee: Option<Promised<'a>>,
        earlier_incidents: u32,
        client_currency: Option<Currency>,
    ) -> Self {
        Self {
            loss: incident.loss,
            loss_kind: incident.loss_kind,
            price: incident.price,
            expected: incident.expected_amends,
            guarantee,
            severity: incident.severity,
            client_currency,
            earlier_incidents,
        }
    }

    /// The currency that amends are counted in, and whose it is: that of the loss, else of the
    /// guarantee, else of what is expected; else one that the policy has a floor in, of the price
    /// or the client.
    fn base(&self, policy: &Policy) -> Option<(Currency, &'static str)> {
        let due = self.due().map(|promised| promised.amount);
        let known = [
            (self.loss, "loss"),
            (due, "guarantee"),
            (self.expected, "expectation"),
        ];
        let known = known
            .into_iter()
            .find_map(|(money, whose)| Some((money?.currency(), whose)));
        let price = self.price.map(Money::currency);
        let floored = [(price, "price"), (self.client_currency, "client")];
        let floored = floored.into_iter().find_map(|(currency, whose)| {
            policy.floor(self.severity, currency?)?;
            Some((currency?, whose))
        });
        known.or(floored)
    }

    /// The guarantee, where it comes to something.
    fn due(&self) -> Option<Promised<'a>> {
        self.guarantee.filter(|promised| !promised.amount.is_zero())
    }

    /// The same, where it is in this currency: nothing takes away from what was promised.
    fn due_in(&self, currency: Currency) -> Option<Promised<'a>> {
        self.due()
            .filter(|promised| promised.amount.currency() == currency)
    }

    /// The guarantee's line where it does not count.
    fn aside(&self, currency: Option<Currency>) -> Option<Basis> {
        let promised = self.guarantee?;
        if currency.is_some_and(|currency| self.due_in(currency).is_some()) {
            return None;
        }
        let aside = format!(", due beside this total: {NOT_CONVERTED}");
        Some(promised.line(&aside, Effect::None))
    }

    /// What would be needed for a rule or the gauge, and is not known.
    fn missing(&self, policy: &Policy) -> Vec<String> {
        let mut missing = Vec::new();
        if self.loss.is_none() {
            missing.push("loss".to_owned());
        }
        let Some((currency, whose)) = self.base(policy) else {
            // A floor would do, if it were known what it is counted in.
            let mut floors = policy.floors.iter();
            if self.price.is_none() && floors.any(|floor| floor.severity == self.severity) {
                missing.push("price".to_owned());
            }
            return missing;
        };
        if self.price.is_none() {
            missing.push("price".to_owned());
        }
        let due = self.due().map(|promised| promised.amount);
        for (money, name) in [
            (self.price, "price"),
            (self.expected, "expected_amends"),
            (due, "guarantee"),
        ] {
            if money.is_some_and(|money| money.currency() != currency) {
                missing.push(format!("{name}_in_the_currency_of_the_{whose}"));
            }
        }
        missing
    }
}

/// A rule that comes to more than Amends accepts; an error, and never a wrong number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{rule}: {detail} is more than Amends accepts")]
pub struct TooLarge {
    pub rule: &'static str,
    /// The sum as a person would write it.
    pub detail: String,
}

/// What the policy suggests, its items described in the client's language.
pub fn suggest(
    known: &Known<'_>,
    policy: &Policy,
    policy_version: i64,
    language: Language,
) -> Result<Suggestion, TooLarge> {
    let missing = known.missing(policy);
    let Some((total, basis)) = amount(known, policy)? else {
        return Ok(Suggestion {
            total: None,
            basis: known.aside(None).into_iter().collect(),
            options: Vec::new(),
            gauge: Gauge::default(),
            policy_version,
            missing,
        });
    };
    let rules = ["guarantee", "promise"];
    let counts = |line: &Basis| rules.contains(&line.rule) && line.effect == Effect::Adds;
    let means = Means {
        total,
        is_promised: basis.iter().any(counts),
        price: known.price,
        in_kind: known.due().and_then(|promised| promised.in_kind),
        policy,
        language,
    };
    let options = options(&means, known.loss_kind)
        .map_err(|_| too_large("options", format!("a part of {total}")))?;
    let mut gauge = gauge(total, known.loss, known.price);
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
pub fn amount(known: &Known<'_>, policy: &Policy) -> Result<Option<(Money, Vec<Basis>)>, TooLarge> {
    let Some((currency, _)) = known.base(policy) else {
        return Ok(None);
    };
    let mut yields = rules(known, policy, currency)?;
    let base = combined(&mut yields, policy.combine, currency)?;
    let mut exact = base;
    if let Some(repeat) = &policy.repeat {
        let extra = repeat_extra(repeat, known.earlier_incidents, base)?;
        exact = exact
            .plus(extra.exact)
            .map_err(|_| too_large("repeat_extra", extra.line.detail.clone()))?;
        yields.push(extra);
    }
    let mut lines: Vec<Basis> = yields.into_iter().map(|one| one.line).collect();
    lines.extend(known.aside(Some(currency)));
    lines.extend(expected_elsewhere(known, policy, currency)?);
    let mut total = rounded(&mut lines, exact, policy)?;
    if let Some(minimum) = policy.minimum(currency) {
        let detail = format!("{total}: at least {minimum}");
        let binds = total.minor() < minimum.minor();
        total = bounded(&mut lines, ("minimum", detail), total, (minimum, binds))?;
    }
    if let Some(maximum) = policy.maximum(currency) {
        let detail = format!("{total}: at most {maximum}");
        let binds = total.minor() > maximum.minor();
        total = bounded(&mut lines, ("maximum", detail), total, (maximum, binds))?;
    }
    if let Some(Promised { code, amount, .. }) = known.due_in(currency)
        && total.minor() < amount.minor()
    {
        let detail = format!("the guarantee {code} is kept: {amount}");
        total = moved(&mut lines, "promise", detail, total, amount)?;
    }
    Ok(Some((total, lines)))
}

/// A rule's line, and what it comes to before anything is rounded.
struct Yield {
    line: Basis,
    exact: Exact,
}

fn yields_of(
    rule: &'static str,
    detail: String,
    exact: Result<Exact, MoneyError>,
    effect: Effect,
) -> Result<Yield, TooLarge> {
    let shown = exact.and_then(|exact| Ok((exact, exact.shown()?)));
    let Ok((exact, (amount, is_all))) = shown else {
        return Err(too_large(rule, detail));
    };
    let detail = if is_all {
        detail
    } else {
        format!("{detail} = {exact}")
    };
    Ok(Yield {
        line: line(rule, detail, amount, effect),
        exact,
    })
}

/// What earlier incidents add; with none of them the rule was looked at, and adds nothing.
fn repeat_extra(repeat: &Repeat, earlier: u32, base: Exact) -> Result<Yield, TooLarge> {
    let percent = repeat.extra_percent * Decimal::from(earlier);
    let detail = format!(
        "{earlier} earlier in {} days: {base} x {} %",
        repeat.within_days,
        percent.normalize()
    );
    let effect = match earlier {
        0 => Effect::None,
        _ => Effect::Adds,
    };
    yields_of("repeat_extra", detail, base.percent(percent), effect)
}

/// What the client expects, and the margin, as a sum to be read.
fn beyond(expected: Money, policy: &Policy) -> (String, Result<Exact, MoneyError>) {
    let margin = policy.expectation_margin_percent;
    let detail = format!("{expected} expected + {} %", margin.normalize());
    let more = Exact::from(expected).percent(margin + Decimal::ONE_HUNDRED);
    (detail, more)
}

/// The line of what the client expects in another currency than the total's.
fn expected_elsewhere(
    known: &Known<'_>,
    policy: &Policy,
    currency: Currency,
) -> Result<Option<Basis>, TooLarge> {
    let elsewhere = |expected: &Money| expected.currency() != currency;
    let Some(expected) = known.expected.filter(elsewhere) else {
        return Ok(None);
    };
    let (detail, more) = beyond(expected, policy);
    let detail = format!("{detail}, beside this total: {NOT_CONVERTED}");
    yields_of("expectation", detail, more, Effect::None).map(|one| Some(one.line))
}

const NOT_CONVERTED: &str = "what is in another currency is not converted";

/// Every rule that has something to say in this currency; none of them counts yet.
fn rules(known: &Known<'_>, policy: &Policy, currency: Currency) -> Result<Vec<Yield>, TooLarge> {
    let mut yields = Vec::new();
    let mut look = |rule, detail, exact: Result<Exact, MoneyError>| {
        yields.push(yields_of(rule, detail, exact, Effect::None)?);
        Ok(())
    };
    if let Some(loss) = known.loss {
        let detail = format!("{loss} x {}", policy.loss_multiplier.normalize());
        let times = Exact::from(loss).times(policy.loss_multiplier);
        look("loss_multiplier", detail, times)?;
    }
    if let Some(expected) = known
        .expected
        .filter(|expected| expected.currency() == currency)
    {
        let (detail, more) = beyond(expected, policy);
        look("expectation", detail, more)?;
    }
    if let Some(promised) = known.due_in(currency) {
        let line = promised.line("", Effect::None);
        look(line.rule, line.detail, Ok(promised.amount.into()))?;
    }
    if let Some(floor) = policy.floor(known.severity, currency) {
        let detail = format!("a {} mistake: at least {floor}", known.severity);
        look("floor", detail, Ok(floor.into()))?;
    }
    if let Some(promised) = known.due_in(currency) {
        let line = yields.iter_mut().find(|one| one.line.rule == "guarantee");
        if let Some(one) = line {
            one.line.lines = promised.lines.to_vec();
        }
    }
    Ok(yields)
}

/// Marks the rules that count, and adds them up.
fn combined(yields: &mut [Yield], combine: Combine, currency: Currency) -> Result<Exact, TooLarge> {
    match combine {
        Combine::Sum => {
            for one in yields.iter_mut() {
                one.line.effect = Effect::Adds;
            }
        }
        Combine::Highest => {
            // The first of equals wins, so that the loss comes before the rest.
            let winner = yields.iter_mut().reduce(|best, one| {
                if one.exact.is_more_than(best.exact) {
                    one
                } else {
                    best
                }
            });
            if let Some(winner) = winner {
                winner.line.effect = Effect::Adds;
            }
        }
    }
    let counting = yields.iter().filter(|one| one.line.effect == Effect::Adds);
    counting
        .map(|one| one.exact)
        .try_fold(Exact::zero(currency), Exact::plus)
        .map_err(|_| too_large("sum", "all rules together".to_owned()))
}

/// Rounds what the lines come to as the policy says, else to the minor unit. The line of it makes
/// up for what the lines before do not show.
fn rounded(lines: &mut Vec<Basis>, exact: Exact, policy: &Policy) -> Result<Money, TooLarge> {
    let currency = exact.currency();
    let chosen = policy.rounding(currency);
    let (step, mode) = match chosen {
        Some(rounding) => (rounding.step, rounding.mode),
        None => (Money::least(currency), RoundingMode::HalfUp),
    };
    let counting = lines.iter().filter(|line| line.effect == Effect::Adds);
    let shown = Money::sum(currency, counting.map(|line| line.amount));
    let detail = format!("{exact} to {step} ({mode})");
    let (Ok(shown), Ok(to)) = (shown, exact.rounded_to(step, mode)) else {
        return Err(too_large("rounding", detail));
    };
    if chosen.is_some() && shown == to {
        let nothing = Money::zero(currency);
        lines.push(line("rounding", detail, nothing, Effect::None));
        return Ok(to);
    }
    moved(lines, "rounding", detail, shown, to)
}

/// Brings the total to a bound that binds; one that does not was looked at and stands there whole.
fn bounded(
    lines: &mut Vec<Basis>,
    (rule, detail): (&'static str, String),
    total: Money,
    (bound, binds): (Money, bool),
) -> Result<Money, TooLarge> {
    if binds {
        return moved(lines, rule, detail, total, bound);
    }
    lines.push(line(rule, detail, bound, Effect::None));
    Ok(total)
}

/// Notes by how much, and which way, the total is moved.
fn moved(
    lines: &mut Vec<Basis>,
    rule: &'static str,
    detail: String,
    from: Money,
    to: Money,
) -> Result<Money, TooLarge> {
    let (effect, by) = match to.minor().cmp(&from.minor()) {
        Ordering::Equal => return Ok(to),
        Ordering::Greater => (Effect::Adds, to.minus(from)),
        Ordering::Less => (Effect::Takes, from.minus(to)),
    };
    match by {
        Ok(by) => lines.push(line(rule, detail, by, effect)),
        Err(_) => return Err(too_large(rule, detail)),
    }
    Ok(to)
}

fn too_large(rule: &'static str, detail: String) -> TooLarge {
    TooLarge { rule, detail }
}

fn line(rule: &'static str, detail: String, amount: Money, effect: Effect) -> Basis {
    Basis {
        rule,
        detail,
        amount,
        effect,
        lines: Vec::new(),
    }
}

/// Below this share of the price amends disappoint: the gain in satisfaction is steepest between 60
/// and 120 percent (Gelbrich, Gäthke and Grégoire, 2015).
const LOW_PERCENT: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
/// Above it loyalty falls again (Haesevoets and others, 2017).
const HIGH_PERCENT: Decimal = Decimal::from_parts(150, 0, 0, false, 0);

const LIKE_FOR_LIKE: &str = "The options marked as matching repay like with like, which works best (Roschk and Gelbrich 2014, doi:10.1177/1094670513507486).";

/// How a total stands beside the loss and the price.
pub fn gauge(total: Money, loss: Option<Money>, price: Option<Money>) -> Gauge {
    let beside = |percent| price.and_then(|price| total.beside_percent_of(percent, price));
    let mut notes = Vec::new();
    // Exactly: what is shown is rounded, and 59.98 % is under 60 %.
    match (beside(LOW_PERCENT), beside(HIGH_PERCENT)) {
        (Some(Ordering::Less), _) => notes.push(
            "Under 60 % of the price: satisfaction rises most between 60 % and 120 % of it (Gelbrich et al. 2015, doi:10.1177/1094670514543149)."
                .to_owned(),
        ),
        (_, Some(Ordering::Greater)) => notes.push(
            "Over 150 % of the price: loyalty rises up to about there and then falls (Haesevoets et al. 2017, Judgment and Decision Making, 16929)."
                .to_owned(),
        ),
        _ => {}
    }
    Gauge {
        of_loss_percent: loss.and_then(|loss| total.percent_of(loss)),
        of_price_percent: price.and_then(|price| total.percent_of(price)),
        notes,
    }
}

/// `200 % of the loss, 80 % of the price`; nothing where neither is known.
impl fmt::Display for Gauge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shares = [
            (self.of_loss_percent, "loss"),
            (self.of_price_percent, "price"),
        ];
        let known = shares
            .iter()
            .filter_map(|(percent, what)| Some(format!("{} % of the {what}", (*percent)?)));
        f.write_str(&known.collect::<Vec<_>>().join(", "))
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
