//! The ways to give what is suggested: money, credit, time, and half of each, all worth the same.

use rust_decimal::Decimal;

use crate::domain::amends::policy::Policy;
use crate::domain::language::Language;
use crate::domain::money::{Money, MoneyError};
use crate::domain::offer::{ItemKind, NewItem};
use crate::domain::wording::{hours as hours_word, item_kind};

/// One way to give the suggested total.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedOption {
    pub name: &'static str,
    pub label: String,
    pub items: Vec<NewItem>,
    pub total: Money,
}

pub(super) fn options(
    total: Money,
    policy: &Policy,
    language: Language,
) -> Result<Vec<SuggestedOption>, MoneyError> {
    if total.is_zero() {
        return Ok(Vec::new());
    }
    let mut options = vec![
        SuggestedOption {
            name: "money_back",
            label: format!("Money back: {total}"),
            items: vec![money_item(ItemKind::Refund, language, total)],
            total,
        },
        SuggestedOption {
            name: "credit",
            label: format!("Credit on your account: {total}"),
            items: vec![money_item(ItemKind::Credit, language, total)],
            total,
        },
    ];
    if let Some(rate) = policy.hourly_rate(total.currency()) {
        let most = total.times(policy.time_share_percent / Decimal::ONE_HUNDRED)?;
        options.extend(additional_time(total, most, rate, language)?);
    }
    if let [more, less] = total.split(2)[..]
        && !less.is_zero()
    {
        options.push(SuggestedOption {
            name: "half_and_half",
            label: format!("Half money back, half credit: {more} and {less}"),
            items: vec![
                money_item(ItemKind::Refund, language, more),
                money_item(ItemKind::Credit, language, less),
            ],
            total,
        });
    }
    Ok(options)
}

/// Time in quarters of an hour at the policy's rate, up to what the policy allows; the rest comes
/// as credit, so that the option is worth the same as the others to the last minor unit.
fn additional_time(
    total: Money,
    most: Money,
    rate: Money,
    language: Language,
) -> Result<Option<SuggestedOption>, MoneyError> {
    let quarter = Decimal::new(25, 2);
    let quarters =
        (Decimal::from(most.minor()) * Decimal::from(4) / Decimal::from(rate.minor())).floor();
    let hours = (quarters * quarter).normalize();
    // A rate that does not divide by four could round a quarter up; then one quarter fewer fits.
    let (hours, time) = match rate.times(hours)? {
        time if time.minor() <= most.minor() => (hours, time),
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
        description: item_kind(ItemKind::AdditionalTime.as_str(), language).into(),
        value: time,
        quantity: Some(hours),
        unit: Some(hours_word(language).into()),
        unit_value: Some(rate),
    }];
    let mut label = format!("{hours} hours at {rate}");
    if !rest.is_zero() {
        label.push_str(&format!(", and {rest} as credit"));
        items.push(money_item(ItemKind::Credit, language, rest));
    }
    Ok(Some(SuggestedOption {
        name: "additional_time",
        label,
        items,
        total,
    }))
}

fn money_item(kind: ItemKind, language: Language, value: Money) -> NewItem {
    NewItem {
        kind,
        description: item_kind(kind.as_str(), language).into(),
        value,
        quantity: None,
        unit: None,
        unit_value: None,
    }
}
