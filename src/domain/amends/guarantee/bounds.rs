//! Refuses bounds that contradict each other: a cap below a minimum, wherever the two stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::amends::guarantee::amount::{Amount, Best};
use crate::domain::amends::guarantee::reading::Reader;
use crate::domain::amends::guarantee::rounding::ratio;
use crate::domain::amends::guarantee::scope::Scope;
use crate::domain::error::FieldError;
use crate::domain::money::Money;

/// An amount as so much of each money fact, and so many minor units (without one); what is for each
/// counted unit stands by itself, under how it is counted.
type Shares = BTreeMap<Of, Decimal>;

/// A money fact or none, and how units are counted or nothing.
type Of = (Option<usize>, String);

/// How an amount is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    /// What it is made of; nothing where that turns on what happened.
    Exact,
    /// What it never falls below, where it is due.
    Lowest,
    /// What it never exceeds, where that is known.
    Highest,
}

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

    /// Both bounds as a person would write them, where the cap is below the minimum on some day and in
    /// some case. Cases of both that turn on different things may exclude each other, so there every
    /// pair has to contradict.
    fn below(&self, least: &Amount, most: &Amount) -> Option<(String, String)> {
        if let Some(pairs) = least.same_cases(most) {
            let mut pairs = pairs.into_iter();
            return pairs.find_map(|(least, most)| self.below(least, most));
        }
        let (leasts, mosts) = (least.cases(), most.cases());
        let pairs = leasts
            .iter()
            .flat_map(|least| mosts.iter().map(move |most| (*least, *most)));
        let mut found = pairs.map(|(least, most)| self.below_in_case(least, most));
        if leasts.len() == 1 || mosts.len() == 1 {
            return found.find_map(|pair| pair);
        }
        let all: Option<Vec<(String, String)>> = found.collect();
        all?.into_iter().next()
    }

    fn below_in_case(&self, least: &Amount, most: &Amount) -> Option<(String, String)> {
        let days = self.days(&[least, most]);
        days.into_iter().find_map(|day| {
            let views = [(View::Exact, View::Exact), (View::Lowest, View::Highest)];
            views.into_iter().find_map(|(lowest, highest)| {
                let least = least.shares(self.scope, day, lowest)?;
                let most = most.shares(self.scope, day, highest)?;
                is_below(&least, &most).then(|| (self.written(&least), self.written(&most)))
            })
        })
    }

    /// The days of the version on which a table by date changes, its first, and one after all of them.
    fn days(&self, amounts: &[&Amount]) -> Vec<NaiveDate> {
        let (mut rates, mut indexes) = (Vec::new(), Vec::new());
        for amount in amounts {
            amount.rates(&mut rates);
            amount.indexes(&mut indexes);
        }
        let rates = rates.iter().filter_map(|at| self.scope.rates.get(*at));
        let indexes = indexes.iter().filter_map(|at| self.scope.indexes.get(*at));
        let mut days: Vec<NaiveDate> = rates.flat_map(|table| table.starts()).collect();
        days.extend(indexes.flat_map(|table| table.starts()));
        days.push(NaiveDate::MAX);
        // What was before the version is nothing to it.
        let from = self.scope.version_from;
        days.retain(|day| from.is_none_or(|from| *day >= from));
        days.extend(from);
        days
    }

    fn written(&self, shares: &Shares) -> String {
        let currency = self.scope.currency;
        let part = |fact: &Option<usize>, share: &Decimal| match fact {
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
        let parts = shares.iter().map(|((fact, units), share)| {
            let each = if units.is_empty() { "" } else { " a unit" };
            format!("{}{each}", part(fact, share))
        });
        let parts: Vec<String> = parts.collect();
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
            Self::LatePayment { amount, .. } | Self::PerUnit { amount, .. }
                if which == Bound::Least =>
            {
                vec![amount]
            }
            Self::Factor { amount, times, .. }
                if (which == Bound::Least && *times >= Decimal::ONE)
                    || (which == Bound::Most && *times <= Decimal::ONE) =>
            {
                vec![amount]
            }
            // So many units at most are a cap as well.
            Self::PerUnit {
                at_most: Some(_), ..
            }
            | Self::FirstThen {
                at_most: Some(_), ..
            } => return vec![self],
            _ => Vec::new(),
        };
        parts.iter().flat_map(|part| part.bounds(which)).collect()
    }

    /// The cases of which one applies; itself where there is but one.
    fn cases(&self) -> Vec<&Self> {
        let parts: Vec<&Self> = match self {
            Self::Choose(cases) => cases.iter().map(|(_, amount)| amount).collect(),
            Self::Bands { bands, .. } => bands.iter().map(|band| &band.amount).collect(),
            _ => return vec![self],
        };
        parts.into_iter().flat_map(Self::cases).collect()
    }

    /// The cases of both side by side, where both turn on the same.
    fn same_cases<'a>(&'a self, other: &'a Self) -> Option<Vec<(&'a Self, &'a Self)>> {
        match (self, other) {
            (Self::Choose(a), Self::Choose(b)) => {
                let same = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0);
                let pairs = a.iter().zip(b).map(|((_, a), (_, b))| (a, b));
                same.then(|| pairs.collect())
            }
            (
                Self::Bands { by, bands: a },
                Self::Bands {
                    by: other,
                    bands: b,
                },
            ) => {
                let same = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same_edges(b));
                let pairs = a.iter().zip(b).map(|(a, b)| (&a.amount, &b.amount));
                (by == other && same).then(|| pairs.collect())
            }
            _ => None,
        }
    }

    /// What it comes to on `day` in this view, where that is a plain sum of shares.
    fn shares(&self, scope: &Scope, day: NaiveDate, view: View) -> Option<Shares> {
        let scaled = |amount: &Self, by| scaled(amount.shares(scope, day, view)?, by);
        let found = match self {
            Self::Fixed(money) => Some(minor(*money)),
            Self::Rate(table) => Some(minor(scope.rates.get(*table)?.on(day)?.1)),
            Self::Fact(index) => Some(Shares::from([(
                (Some(*index), String::new()),
                Decimal::ONE,
            )])),
            Self::Percent { of, percent, .. } => {
                scaled(of, percent.checked_div(Decimal::ONE_HUNDRED)?)
            }
            Self::Factor {
                amount,
                times,
                when,
                ..
            } => match (when, view) {
                (None, _) => scaled(amount, *times),
                (Some(_), View::Exact) => None,
                (Some(_), View::Lowest) => scaled(amount, (*times).min(Decimal::ONE)),
                (Some(_), View::Highest) => scaled(amount, (*times).max(Decimal::ONE)),
            },
            Self::PerUnit {
                count,
                amount,
                at_most,
            } => match view {
                View::Exact => {
                    let units = format!("{count:?} at most {at_most:?};");
                    let each = amount.shares(scope, day, view)?.into_iter();
                    let each = each.map(|((fact, of), share)| ((fact, of + &units), share));
                    Some(each.collect())
                }
                View::Lowest => None,
                View::Highest => scaled(amount, Decimal::from((*at_most)?)),
            },
            Self::FirstThen {
                first,
                then,
                at_most: Some(most),
                ..
            } if view == View::Highest => summed([
                first.shares(scope, day, view)?,
                scaled(then, Decimal::from(*most))?,
            ]),
            Self::Indexed { .. } => self.indexed(scope, day).map(minor),
            Self::Best(best, amounts) => {
                let each = amounts.iter().map(|amount| amount.shares(scope, day, view));
                best.of_shares(each.collect(), view)
            }
            Self::Limit {
                amount,
                at_least,
                at_most,
                ..
            } if view != View::Exact => {
                let look = |bound: &Self| bound.shares(scope, day, view);
                let mut found = look(amount);
                if let Some(least) = at_least {
                    found = Best::Highest.of_shares(vec![found, look(least)], view);
                }
                if let Some(most) = at_most {
                    found = Best::Lowest.of_shares(vec![found, look(most)], view);
                }
                found
            }
            Self::Choose(_) | Self::Bands { .. } if view == View::Highest => {
                let cases = self.cases().into_iter();
                let each = cases.map(|case| case.shares(scope, day, view));
                Best::Highest.of_shares(each.collect(), view)
            }
            _ => None,
        };
        // No amount is less than nothing.
        found.or_else(|| (view == View::Lowest).then(Shares::new))
    }

    fn indexed(&self, scope: &Scope, day: NaiveDate) -> Option<Money> {
        let Self::Indexed {
            base,
            index,
            base_on,
            rounding,
        } = self
        else {
            return None;
        };
        let table = scope.indexes.get(*index)?;
        let (now, then) = (ratio(table.on(day)?.1), ratio(table.on(*base_on)?.1));
        let over = i128::from(base.minor())
            .checked_mul(now.0)?
            .checked_mul(then.1)?;
        let under = now.1.checked_mul(then.0)?;
        rounding.money(over, under, base.currency()).ok()
    }
}

impl Best {
    /// What this makes of several amounts, where it can be told; of different things a sum is still
    /// known, and bounds what is the highest of them.
    fn of_shares(self, each: Vec<Option<Shares>>, view: View) -> Option<Shares> {
        let known: Vec<Shares> = each.iter().flatten().cloned().collect();
        let is_whole = known.len() == each.len();
        if is_whole && (self == Self::Sum || known.len() == 1) {
            return summed(known);
        }
        let same = same_thing(&known);
        let chosen = same.map(|(key, shares)| {
            let shares = shares.into_iter();
            let share = match self {
                Self::Lowest => shares.min(),
                _ => shares.max(),
            };
            Shares::from([(key, share.unwrap_or_default())])
        });
        match (self, view) {
            // The least of several is at most as much as any of them.
            (Self::Lowest, View::Highest) => chosen.or_else(|| known.into_iter().next_back()),
            (Self::Highest, View::Lowest) => {
                chosen.or_else(|| known.into_iter().rfind(|shares| !shares.is_empty()))
            }
            _ if !is_whole => None,
            (Self::Highest, View::Highest) => chosen.or_else(|| summed(known)),
            _ => chosen,
        }
    }
}

/// What each is of, where all are of one and the same thing.
fn same_thing(each: &[Shares]) -> Option<(Of, Vec<Decimal>)> {
    let mut of: Option<&Of> = None;
    let mut shares = Vec::new();
    for one in each {
        let mut entries = one.iter();
        let (Some((key, share)), None) = (entries.next(), entries.next()) else {
            return None;
        };
        if of.is_some_and(|of| of != key) {
            return None;
        }
        of = Some(key);
        shares.push(*share);
    }
    Some((of?.clone(), shares))
}

fn summed(each: impl IntoIterator<Item = Shares>) -> Option<Shares> {
    let mut sum = Shares::new();
    for (key, share) in each.into_iter().flatten() {
        let whole = sum.entry(key).or_default();
        *whole = whole.checked_add(share)?;
    }
    Some(sum)
}

fn scaled(mut shares: Shares, by: Decimal) -> Option<Shares> {
    for share in shares.values_mut() {
        *share = share.checked_mul(by)?;
    }
    Some(shares)
}

/// Money is never negative, so what is at most as much of everything is never more.
fn is_below(least: &Shares, most: &Shares) -> bool {
    let share = |of: &Shares, key| of.get(key).copied().unwrap_or_default();
    let mut keys = least.keys().chain(most.keys());
    let never_more = keys.clone().all(|it| share(most, it) <= share(least, it));
    never_more && keys.any(|it| share(most, it) < share(least, it))
}

fn minor(money: Money) -> Shares {
    Shares::from([((None, String::new()), Decimal::from(money.minor()))])
}
