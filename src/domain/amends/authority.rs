//! How much somebody may approve.

use crate::domain::error::Refusal;
use crate::domain::money::Money;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// An admin decides without a limit.
    Unlimited,
    /// One limit a currency; a currency without one is over the limit.
    Limited(Vec<Money>),
}

impl Authority {
    /// Whether `total` may be approved beside what is `committed` to the same incident already
    /// (both in one currency).
    pub fn covers(&self, total: Money, committed: Money) -> Result<(), Refusal> {
        let Self::Limited(limits) = self else {
            return Ok(());
        };
        let over = |detail: String| Err(Refusal::OverLimit { detail });
        let Some(limit) = limits
            .iter()
            .find(|limit| limit.currency() == total.currency())
        else {
            return over(format!(
                "you have no approval limit in {}",
                total.currency()
            ));
        };
        // A sum too large to be written is over any limit.
        let Ok(together) = total.plus(committed) else {
            return over(format!(
                "the offers of this incident add up to more than {limit}"
            ));
        };
        if together.minor() > limit.minor() {
            return over(format!(
                "this offer of {total} and the {committed} already approved for the incident are more than your limit of {limit}"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        let (amount, currency) = text.split_once(' ').unwrap();
        Money::parse(amount, currency).unwrap()
    }

    #[test]
    fn limits() {
        for (limit, total, committed, covered) in [
            ("1000 USD", "1000 USD", "0 USD", true),
            ("1000 USD", "1000.01 USD", "0 USD", false),
            ("1000 USD", "600 USD", "400 USD", true),
            ("1000 USD", "600 USD", "400.01 USD", false),
            ("1000 USD", "1 EUR", "0 EUR", false),
            ("0 USD", "0.01 USD", "0 USD", false),
            (
                "1000000000000 USD",
                "1000000000000 USD",
                "1000000000000 USD",
                false,
            ),
        ] {
            let authority = Authority::Limited(vec![money(limit)]);
            let answer = authority.covers(money(total), money(committed));
            assert_eq!(answer.is_ok(), covered, "{limit}: {total} + {committed}");
        }
        assert!(
            Authority::Unlimited
                .covers(money("1000000000000 USD"), money("0 USD"))
                .is_ok()
        );
        assert!(
            Authority::Limited(vec![])
                .covers(money("1 USD"), money("0 USD"))
                .is_err()
        );
    }
}
