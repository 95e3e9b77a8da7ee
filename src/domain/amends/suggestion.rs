//! The suggestion: what the policy makes of an incident, line by line, and how it could be given.

use rust_decimal::Decimal;

use crate::domain::amends::policy::Policy;
use crate::domain::error::FieldError;
use crate::domain::incident::Incident;
use crate::domain::language::Language;
use crate::domain::money::{Money, MoneyError};
use crate::domain::offer::{ItemKind, NewItem, Suggested};
use crate::domain::wording;

/// One rule that was looked at, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    pub rule: &'static str,
    /// The sum as a person would write it: `500.00 USD x 2`.
    pub detail: String,
    pub amount: Money,
}

/// One way to give the suggested total.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedOption {
    pub name: &'static str,
    pub label: String,
    pub items: Vec<NewItem>,
    pub total: Money,
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
    pub missing: Vec<&'static str>,
}

/// What the policy suggests for the incident as it is known now.
pub fn suggest(
    incident: &Incident,
    policy: &Policy,
    policy_version: i64,
) -> Result<Suggestion, MoneyError> {
    let Some(loss) = incident.loss else {
        return Ok(Suggestion {
            total: None,
            basis: Vec::new(),
            options: Vec::new(),
            gauge: Gauge::default(),
            policy_version,
            missing: vec!["loss"],
        });
    };
    let total = loss.times(policy.loss_multiplier)?;
    let basis = Basis {
        rule: "loss_multiplier",
        detail: format!("{loss} x {}", policy.loss_multiplier.normalize()),
        amount: total,
    };
    Ok(Suggestion {
        total: Some(total),
        basis: vec![basis],
        options: options(total, policy)?,
        gauge: gauge(total, loss, incident.price),
        policy_version,
        missing: Vec::new(),
    })
}

fn options(total: Money, policy: &Policy) -> Result<Vec<SuggestedOption>, MoneyError> {
    if total.is_zero() {
        return Ok(Vec::new());
    }
    let mut options = vec![
        SuggestedOption {
            name: "money_back",
            label: format!("Money back: {total}"),
            items: vec![money_item(ItemKind::Refund, "Money back", total)],
            total,
        },
        SuggestedOption {
            name: "credit",
            label: format!("Credit on your account: {total}"),
            items: vec![money_item(
                ItemKind::Credit,
                "Credit on your account",
                total,
            )],
            total,
        },
    ];
    if let Some(rate) = policy.hourly_rate(total.currency()) {
        options.extend(additional_time(total, rate)?);
    }
    if let [more, less] = total.split(2)[..]
        && !less.is_zero()
    {
        options.push(SuggestedOption {
            name: "half_and_half",
            label: format!("Half money back, half credit: {more} and {less}"),
            items: vec![
                money_item(ItemKind::Refund, "Money back", more),
                money_item(ItemKind::Credit, "Credit on your account", less),
            ],
            total,
        });
    }
    Ok(options)
}

/// Time in quarters of an hour at the policy's rate; what a quarter cannot express comes as credit,
/// so that the option is worth the same as the others to the last minor unit.
fn additional_time(total: Money, rate: Money) -> Result<Option<SuggestedOption>, MoneyError> {
    let quarter = Decimal::new(25, 2);
    let quarters =
        (Decimal::from(total.minor()) * Decimal::from(4) / Decimal::from(rate.minor())).floor();
    let hours = (quarters * quarter).normalize();
    // A rate that does not divide by four could round a quarter up; then one quarter fewer fits.
    let (hours, time) = match rate.times(hours)? {
        time if time.minor() <= total.minor() => (hours, time),
        _ => {
            let fewer = (hours - quarter).normalize();
            (fewer, rate.times(fewer)?)
        }
    };
    if time.is_zero() || hours > NewItem::MAX_QUANTITY {
        return Ok(None);
    }
    let rest = total.minus(time)?;
    let mut items = vec![NewItem {
        kind: ItemKind::AdditionalTime,
        description: "Additional time".into(),
        value: time,
        quantity: Some(hours),
        unit: Some("hours".into()),
        unit_value: Some(rate),
    }];
    let mut label = format!("{hours} hours at {rate}");
    if !rest.is_zero() {
        label.push_str(&format!(", and {rest} as credit"));
        items.push(money_item(ItemKind::Credit, "Credit on your account", rest));
    }
    Ok(Some(SuggestedOption {
        name: "additional_time",
        label,
        items,
        total,
    }))
}

fn money_item(kind: ItemKind, description: &str, value: Money) -> NewItem {
    NewItem {
        kind,
        description: description.into(),
        value,
        quantity: None,
        unit: None,
        unit_value: None,
    }
}

fn gauge(total: Money, loss: Money, price: Option<Money>) -> Gauge {
    let of_price_percent = price.and_then(|price| total.percent_of(price));
    Gauge {
        of_loss_percent: total.percent_of(loss),
        of_price_percent,
        notes: Vec::new(),
    }
}

/// A suggested item in the client's language: an offer that is made of it goes to them as it is.
pub fn for_client(item: NewItem, language: Language) -> NewItem {
    match language {
        Language::English => item,
        Language::German => NewItem {
            description: wording::item_kind(item.kind.as_str(), language).into(),
            unit: item.unit.map(|_| "Stunden".into()),
            ..item
        },
    }
}

impl Suggestion {
    /// The items of the option called `name`.
    pub fn option(&self, name: &str) -> Result<&SuggestedOption, FieldError> {
        self.options
            .iter()
            .find(|option| option.name == name)
            .ok_or_else(|| {
                let names: Vec<&str> = self.options.iter().map(|option| option.name).collect();
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
