//! Refuses bounds that contradict each other: a cap below a minimum, wherever the two stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::amends::guarantee::amount::{Amount, Best};
use crate::domain::amends::guarantee::reading::Reader;
use crate::domain::amends::guarantee::scope::Scope;
use crate::domain::error::FieldError;
use crate::domain::money::Money;

/// An amount as so much of each money fact, and so many minor units (under `None`).
type Shares = BTreeMap<Option<usize>, Decimal>;

/// Which of the two bounds of a limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Least,
    Most,
}

impl Reader<'_> {
    /// A limit whose cap is below its minimum, or that contradicts one further in: a minimum in
    /// there would be undone by a lower cap around it, and a cap by a higher minimum.
    pub(super) fn refuse_contradiction(
        &mut self,
        pointer: &str,
        (at_least, at_most): (Option<&Amount>, Option<&Amount>),
        amount: &Amount,
    ) {
        if let Some(most) = at_most {
            let within = amount.bounds(Bound::Least);
            let below = at_least.into_iter().chain(within);
            if let Some((least, most)) = below.into_iter().find_map(|it| self.below(it, most)) {
                let detail = format!("the cap of {most} is below the minimum of {least}");
                self.refuse_bound(format!("{pointer}/at_most"), detail);
                return;
            }
        }
        if let Some(least) = at_least {
            let mut within = amount.bounds(Bound::Most).into_iter();
            if let Some((least, most)) = within.find_map(|most| self.below(least, most)) {
                let detail = format!("the minimum of {least} is above the cap of {most} within it");
                self.refuse_bound(format!("{pointer}/at_least"), detail);
            }
        }
    }

    fn refuse_bound(&mut self, pointer: String, detail: String) {
        self.check
            .add(pointer, FieldError::new("cap_below_minimum", detail));
    }

    /// Both bounds as a person would write them, where the cap is below the minimum on some day.
    fn below(&self, least: &Amount, most: &Amount) -> Option<(String, String)> {
        let mut tables = Vec::new();
        least.rates(&mut tables);
        most.rates(&mut tables);
        let tables = tables.iter().filter_map(|at| self.scope.rates.get(*at));
        let days = tables.flat_map(|table| table.starts());
        days.chain([NaiveDate::MAX]).find_map(|day| {
            let least = least.shares(self.scope, day)?;
            let most = most.shares(self.scope, day)?;
            let share = |of: &Shares, key: &Option<usize>| of.get(key).copied().unwrap_or_default();
            let mut keys = least.keys().chain(most.keys());
            // Money is never negative, so what is at most as much of everything is never more.
            let never_more = keys.clone().all(|it| share(&most, it) <= share(&least, it));
            let less = keys.any(|it| share(&most, it) < share(&least, it));
            let written = |shares| self.written(shares);
            (never_more && less).then(|| (written(&least), written(&most)))
        })
    }

    fn written(&self, shares: &Shares) -> String {
        let currency = self.scope.currency;
        let part = |(fact, share): (&Option<usize>, &Decimal)| match fact {
            Some(index) => {
                let percent = (share * Decimal::ONE_HUNDRED).normalize();
                format!("{percent} % of {}", self.scope.name(*index))
            }
            None => {
                let minor = i64::try_from(*share).ok();
                let money = minor.zip(currency).map(|(m, c)| Money::from_minor(m, c));
                money.and_then(Result::ok).map_or_else(
                    || format!("{} minor units", share.normalize()),
                    |money| money.to_string(),
                )
            }
        };
        let parts: Vec<String> = shares.iter().map(part).collect();
        parts.join(" and ")
    }
}

impl Amount {
    /// The bounds of limits within that hold for the whole of this amount, in some case at least.
    fn bounds(&self, which: Bound) -> Vec<&Self> {
        let parts: Vec<&Self> = match self {
            Self::Limit {
                amount,
                at_least,
                at_most,
                ..
            } => {
                let own = match which {
                    Bound::Least => at_least,
                    Bound::Most => at_most,
                };
                let mut bounds: Vec<&Self> = own.as_deref().into_iter().collect();
                bounds.extend(amount.bounds(which));
                return bounds;
            }
            Self::Bands { bands, .. } => bands.iter().map(|band| &band.amount).collect(),
            Self::Choose(cases) => cases.iter().map(|(_, amount)| amount).collect(),
            // A sum is at least as much as each of its parts, and the least of them at most as much.
            Self::Best(Best::Highest | Best::Sum, amounts) if which == Bound::Least => {
                amounts.iter().collect()
            }
            Self::Best(Best::Lowest, amounts) if which == Bound::Most => amounts.iter().collect(),
            Self::Best(_, amounts) if amounts.len() == 1 => amounts.iter().collect(),
            Self::FirstThen { first, .. } if which == Bound::Least => vec![first],
            Self::LatePayment { amount, .. } if which == Bound::Least => vec![amount],
            _ => Vec::new(),
        };
        parts.iter().flat_map(|part| part.bounds(which)).collect()
    }

    /// What it is made of on `day`, where that is a plain sum of shares.
    fn shares(&self, scope: &Scope, day: NaiveDate) -> Option<Shares> {
        let scaled = |amount: &Self, by: Decimal| {
            let mut shares = amount.shares(scope, day)?;
            for share in shares.values_mut() {
                *share = share.checked_mul(by)?;
            }
            Some(shares)
        };
        match self {
            Self::Fixed(money) => Some(minor(*money)),
            Self::Rate(table) => Some(minor(scope.rates.get(*table)?.on(day)?.1)),
            Self::Fact(index) => Some(Shares::from([(Some(*index), Decimal::ONE)])),
            Self::Percent { of, percent, .. } => {
                scaled(of, percent.checked_div(Decimal::ONE_HUNDRED)?)
            }
            Self::Factor {
                amount,
                times,
                when: None,
                ..
            } => scaled(amount, *times),
            Self::Best(best, amounts) => {
                let each = amounts.iter().map(|amount| amount.shares(scope, day));
                let each = each.collect::<Option<Vec<Shares>>>()?;
                if *best == Best::Sum || each.len() == 1 {
                    let mut sum = Shares::new();
                    for (fact, share) in each.into_iter().flatten() {
                        let whole = sum.entry(fact).or_default();
                        *whole = whole.checked_add(share)?;
                    }
                    return Some(sum);
                }
                // Which of them is the highest can be told only where they are of one thing.
                let mut alone = Vec::new();
                for shares in each {
                    let mut shares = shares.into_iter();
                    let (Some(only), None) = (shares.next(), shares.next()) else {
                        return None;
                    };
                    alone.push(only);
                }
                let (fact, _) = *alone.first()?;
                let same = alone.iter().all(|(of, _)| *of == fact);
                let each = alone.iter().map(|(_, share)| *share);
                let chosen = match best {
                    Best::Highest => each.max(),
                    _ => each.min(),
                };
                Some(Shares::from([(fact, chosen.filter(|_| same)?)]))
            }
            _ => None,
        }
    }
}

fn minor(money: Money) -> Shares {
    Shares::from([(None, Decimal::from(money.minor()))])
}
