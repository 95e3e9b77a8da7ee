//! The ways to give what is suggested, all worth the same to the last minor unit (but for what a
//! guarantee promises in kind, which may be worth more); those that match the kind of the loss come
//! first.

use rust_decimal::Decimal;

use crate::domain::amends::guarantee::InKind;
use crate::domain::amends::policy::{Policy, Product};
use crate::domain::incident::LossKind;
use crate::domain::language::Language;
use crate::domain::money::{Money, MoneyError};
use crate::domain::offer::{ItemKind, NewItem};
use crate::domain::text::Line;
use crate::domain::wording::{hours as hours_word, item_kind, or_money};

/// One way to give the suggested total.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedOption {
    pub name: String,
    pub label: String,
    /// Whether it repays like with like: money for money, work for bad work, attention for neglect.
    pub matches: bool,
    pub items: Vec<NewItem>,
    pub total: Money,
}

/// What the ways are made of.
pub(super) struct Means<'a> {
    pub(super) total: Money,
    /// What the client paid for the thing.
    pub(super) price: Option<Money>,
    /// Whether it is a guarantee's amount: that is due in money, whatever else is offered.
    pub(super) is_promised: bool,
    /// What a guarantee promises instead of money, for whoever would rather have that.
    pub(super) in_kind: Option<&'a InKind>,
    pub(super) policy: &'a Policy,
    pub(super) language: Language,
}

/// Products are offered one by one; more than these would be a catalogue.
const MAX_PRODUCT_OPTIONS: usize = 5;

/// Attention is given in person, and nobody wants more of it than this.
const HOURS_OF_ATTENTION: Decimal = Decimal::TWO;

pub(super) fn options(
    means: &Means<'_>,
    loss: Option<LossKind>,
) -> Result<Vec<SuggestedOption>, MoneyError> {
    if means.total.is_zero() {
        return Ok(Vec::new());
    }
    let mut options = vec![means.money_back()];
    options.extend(means.in_kind()?);
    options.push(means.credit());
    options.extend(means.do_it_again()?);
    options.extend(means.attention()?);
    options.extend(means.additional_time()?);
    options.extend(means.half_and_half());
    for product in &means.policy.products {
        if options.iter().filter(|option| option.is_product()).count() == MAX_PRODUCT_OPTIONS {
            break;
        }
        options.extend(means.product(product)?);
    }
    for option in &mut options {
        means.leave_the_money(option);
        option.matches = loss.is_some_and(|loss| option.repays(loss));
    }
    // What would be strange without its kind of loss is left out.
    options.retain(|option| option.matches || !option.needs_its_loss());
    options.sort_by_key(|option| !option.matches);
    Ok(options)
}

impl SuggestedOption {
    fn is_product(&self) -> bool {
        self.name.starts_with("product:")
    }

    /// Roschk and Gelbrich 2014: the effect is strongest where like repays like.
    fn repays(&self, loss: LossKind) -> bool {
        match loss {
            LossKind::Money => matches!(&*self.name, "money_back" | "credit" | "half_and_half"),
            LossKind::Goods => self.is_product(),
            LossKind::Service => matches!(&*self.name, "do_it_again" | "additional_time"),
            LossKind::Attention => self.name == "attention",
        }
    }

    fn needs_its_loss(&self) -> bool {
        matches!(&*self.name, "do_it_again" | "attention")
    }
}

impl Means<'_> {
    fn money_back(&self) -> SuggestedOption {
        let total = self.total;
        self.option(
            "money_back",
            format!("Money back: {total}"),
            vec![self.money(ItemKind::Refund, total)],
        )
    }

    /// What a guarantee promises instead of money. It is worth at least what the guarantee comes to,
    /// and may be worth more than the total; the client may have the money instead.
    fn in_kind(&self) -> Result<Option<SuggestedOption>, MoneyError> {
        let currency = self.total.currency();
        let Some(InKind { what, worth, .. }) = self
            .in_kind
            .filter(|in_kind| in_kind.worth.currency() == currency)
        else {
            return Ok(None);
        };
        let total = self.total;
        let item = NewItem {
            description: or_money(what, total, self.language),
            ..self.money(ItemKind::Other, *worth)
        };
        let label = format!("{what}, worth {worth}; the client may have {total} in money instead");
        if worth.minor() < total.minor() {
            let option = self.with_rest("in_kind", Some(label), item, ItemKind::Refund)?;
            return Ok(Some(option));
        }
        Ok(Some(SuggestedOption {
            total: *worth,
            ..self.option("in_kind", label, vec![item])
        }))
    }

    /// What a guarantee comes to may be had in money: an option that gives something else says so, as
    /// the one in kind does.
    fn leave_the_money(&self, option: &mut SuggestedOption) {
        let is_money = |item: &NewItem| item.kind == ItemKind::Refund;
        if !self.is_promised || option.name == "in_kind" || option.items.iter().all(is_money) {
            return;
        }
        let total = self.total;
        let said = format!("; the client may have {total} in money instead");
        option.label.push_str(&said);
        for item in option.items.iter_mut().filter(|item| !is_money(item)) {
            let description = or_money(&item.description, item.value, self.language);
            // A name so long that nothing more fits beside it stays what it is.
            if Line::parse(&description).is_ok() {
                item.description = description;
            }
        }
    }

    fn credit(&self) -> SuggestedOption {
        let total = self.total;
        self.option(
            "credit",
            format!("Credit on your account: {total}"),
            vec![self.money(ItemKind::Credit, total)],
        )
    }

    fn half_and_half(&self) -> Option<SuggestedOption> {
        let [more, less] = self.total.split(2)[..] else {
            return None;
        };
        if less.is_zero() {
            return None;
        }
        Some(self.option(
            "half_and_half",
            format!("Half money back, half credit: {more} and {less}"),
            vec![
                self.money(ItemKind::Refund, more),
                self.money(ItemKind::Credit, less),
            ],
        ))
    }

    /// As much time as the policy allows.
    fn additional_time(&self) -> Result<Option<SuggestedOption>, MoneyError> {
        let most = self.share(self.policy.time_share_percent)?;
        let Some(time) = self.time(ItemKind::AdditionalTime, most, NewItem::MAX_QUANTITY)? else {
            return Ok(None);
        };
        self.with_rest("additional_time", None, time, ItemKind::Credit)
            .map(Some)
    }

    /// The work once more, at its price; what is left comes as money back.
    fn do_it_again(&self) -> Result<Option<SuggestedOption>, MoneyError> {
        let Some(price) = self.price.filter(|price| {
            price.currency() == self.total.currency()
                && !price.is_zero()
                && price.minor() <= self.total.minor()
        }) else {
            return Ok(None);
        };
        let again = self.money(ItemKind::FreeWork, price);
        let label = format!("We do it again, worth {price}");
        self.with_rest("do_it_again", Some(label), again, ItemKind::Refund)
            .map(Some)
    }

    /// Time with whoever answers for the client, in person; what is left comes as a gift.
    fn attention(&self) -> Result<Option<SuggestedOption>, MoneyError> {
        let most = self.share(self.policy.time_share_percent)?;
        let Some(time) = self.time(ItemKind::AdditionalTime, most, HOURS_OF_ATTENTION)? else {
            return Ok(None);
        };
        self.with_rest("attention", None, time, ItemKind::Gift)
            .map(Some)
    }

    /// As many of one product as the policy allows, at its list price.
    fn product(&self, product: &Product) -> Result<Option<SuggestedOption>, MoneyError> {
        if product.price.currency() != self.total.currency() {
            return Ok(None);
        }
        let most = self.share(self.policy.product_share_percent)?;
        let count = Decimal::from(most.minor() / product.price.minor()).min(NewItem::MAX_QUANTITY);
        if count.is_zero() {
            return Ok(None);
        }
        let item = NewItem {
            kind: ItemKind::Product,
            description: product.name.clone(),
            value: product.price.times(count)?,
            quantity: Some(count),
            unit: None,
            unit_value: Some(product.price),
            product: Some(product.code.clone()),
        };
        let label = format!("{count} x {} at {}", product.name, product.price);
        let name = format!("product:{}", product.code);
        self.with_rest(&name, Some(label), item, ItemKind::Credit)
            .map(Some)
    }

    /// Time in quarters of an hour at the policy's rate, worth at most `most`.
    fn time(
        &self,
        kind: ItemKind,
        most: Money,
        at_most_hours: Decimal,
    ) -> Result<Option<NewItem>, MoneyError> {
        let Some(rate) = self.policy.hourly_rate(self.total.currency()) else {
            return Ok(None);
        };
        let quarter = Decimal::new(25, 2);
        let quarters =
            (Decimal::from(most.minor()) * Decimal::from(4) / Decimal::from(rate.minor())).floor();
        let hours = (quarters * quarter).min(at_most_hours).normalize();
        // A rate that does not divide by four could round a quarter up; then one quarter fewer fits.
        let (hours, value) = match rate.times(hours)? {
            value if value.minor() <= most.minor() => (hours, value),
            _ => {
                let fewer = (hours - quarter).normalize();
                (fewer, rate.times(fewer)?)
            }
        };
        if value.is_zero() {
            return Ok(None);
        }
        Ok(Some(NewItem {
            kind,
            description: item_kind(kind.as_str(), self.language).into(),
            value,
            quantity: Some(hours),
            unit: Some(hours_word(self.language).into()),
            unit_value: Some(rate),
            product: None,
        }))
    }

    /// A part of the total, rounded down: a share is not to be exceeded.
    fn share(&self, percent: Decimal) -> Result<Money, MoneyError> {
        let part = Decimal::from(self.total.minor()) * percent / Decimal::ONE_HUNDRED;
        let minor = i64::try_from(part.floor()).map_err(|_| MoneyError::TooLarge)?;
        Money::from_minor(minor, self.total.currency())
    }

    fn money(&self, kind: ItemKind, value: Money) -> NewItem {
        NewItem {
            kind,
            description: item_kind(kind.as_str(), self.language).into(),
            value,
            quantity: None,
            unit: None,
            unit_value: None,
            product: None,
        }
    }

    /// `first`, and the rest of the total as `kind`; without a label time is told by its hours.
    fn with_rest(
        &self,
        name: &str,
        label: Option<String>,
        first: NewItem,
        kind: ItemKind,
    ) -> Result<SuggestedOption, MoneyError> {
        let mut label = label.unwrap_or_else(|| {
            let hours = first.quantity.unwrap_or_default();
            let rate = first.unit_value.unwrap_or(first.value);
            format!("{hours} hours at {rate}")
        });
        let rest = self.total.minus(first.value)?;
        let mut items = vec![first];
        if !rest.is_zero() {
            label.push_str(&format!(", and {rest} as {kind}"));
            items.push(self.money(kind, rest));
        }
        Ok(self.option(name, label, items))
    }

    fn option(&self, name: &str, label: String, items: Vec<NewItem>) -> SuggestedOption {
        SuggestedOption {
            name: name.to_owned(),
            label,
            matches: false,
            items,
            total: self.total,
        }
    }
}
