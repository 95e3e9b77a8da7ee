//! A checked condition at work: exact decimals, no loops, every node at most once.
//!
//! As in CEL, `&&` and `||` are decided by either side, even where the other cannot be known.

use std::cmp::Ordering;

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::domain::amends::guarantee::evaluation::Fault;
use crate::domain::amends::guarantee::fact::Value;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Literal(Value),
    Fact(usize),
    Has(usize),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    If(Box<Self>, Box<Self>, Box<Self>),
    Negate(Box<Self>),
    Sum(Sum, Box<Self>, Box<Self>),
    Compare(Comparison, Box<Self>, Box<Self>),
    In(Box<Self>, Vec<Self>),
    Text(TextTest, Box<Self>, Box<Self>),
    Days(Box<Self>),
    DayOfWeek(Box<Self>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    Add,
    Subtract,
    Multiply,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextTest {
    Contains,
    Starts,
    Ends,
}

impl Default for Expr {
    fn default() -> Self {
        Self::Literal(Value::Boolean(false))
    }
}

const MIXED: &str = "the types were checked when the guarantee was read";

impl Expr {
    /// How many nodes there are, which is the most steps it can take.
    pub(super) fn size(&self) -> usize {
        1 + match self {
            Self::Literal(_) | Self::Fact(_) | Self::Has(_) => 0,
            Self::Not(a) | Self::Negate(a) | Self::Days(a) | Self::DayOfWeek(a) => a.size(),
            Self::And(a, b)
            | Self::Or(a, b)
            | Self::Sum(_, a, b)
            | Self::Compare(_, a, b)
            | Self::Text(_, a, b) => a.size() + b.size(),
            Self::If(a, b, c) => a.size() + b.size() + c.size(),
            Self::In(a, list) => a.size() + list.iter().map(Self::size).sum::<usize>(),
        }
    }

    pub(super) fn value(&self, facts: &[Option<Value>], steps: &mut u32) -> Result<Value, Fault> {
        *steps += 1;
        let mut value = |expr: &Self| expr.value(facts, steps);
        Ok(match self {
            Self::Literal(value) => value.clone(),
            Self::Fact(index) => known(facts, *index)?.clone(),
            Self::Has(index) => Value::Boolean(known(facts, *index).is_ok()),
            Self::Not(a) => Value::Boolean(!truth(&value(a)?)),
            Self::And(a, b) => either(false, value(a), || value(b))?,
            Self::Or(a, b) => either(true, value(a), || value(b))?,
            Self::If(condition, a, b) => {
                let chosen = if truth(&value(condition)?) { a } else { b };
                value(chosen)?
            }
            Self::Negate(a) => match value(a)? {
                Value::Number(number) => Value::Number(-number),
                _ => unreachable!("{MIXED}"),
            },
            Self::Sum(sum, a, b) => sum.of(&value(a)?, &value(b)?)?,
            Self::Compare(comparison, a, b) => {
                Value::Boolean(comparison.of(&value(a)?, &value(b)?))
            }
            Self::In(a, list) => {
                let wanted = value(a)?;
                let mut found = false;
                for entry in list {
                    found |= Comparison::Equal.of(&wanted, &value(entry)?);
                }
                Value::Boolean(found)
            }
            Self::Text(test, a, b) => match (value(a)?, value(b)?) {
                (Value::Text(text), Value::Text(part)) => Value::Boolean(match test {
                    TextTest::Contains => text.contains(&*part),
                    TextTest::Starts => text.starts_with(&*part),
                    TextTest::Ends => text.ends_with(&*part),
                }),
                _ => unreachable!("{MIXED}"),
            },
            Self::Days(a) => match value(a)? {
                Value::Number(days) => Value::Duration(seconds(multiply(days, DAY)?)?),
                _ => unreachable!("{MIXED}"),
            },
            Self::DayOfWeek(a) => match value(a)? {
                Value::Date(date) => {
                    Value::Number(Decimal::from(date.weekday().num_days_from_sunday()))
                }
                _ => unreachable!("{MIXED}"),
            },
        })
    }
}

const DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

pub(super) fn known(facts: &[Option<Value>], index: usize) -> Result<&Value, Fault> {
    facts
        .get(index)
        .and_then(Option::as_ref)
        .ok_or(Fault::Missing(index))
}

fn truth(value: &Value) -> bool {
    match value {
        Value::Boolean(truth) => *truth,
        _ => unreachable!("{MIXED}"),
    }
}

/// `decides` on either side is the answer; a fault counts only where neither side decides.
fn either(
    decides: bool,
    a: Result<Value, Fault>,
    b: impl FnOnce() -> Result<Value, Fault>,
) -> Result<Value, Fault> {
    let a = a.map(|value| truth(&value));
    if a == Ok(decides) {
        return Ok(Value::Boolean(decides));
    }
    match b().map(|value| truth(&value)) {
        Ok(b) if b == decides => Ok(Value::Boolean(decides)),
        Ok(_) => a.map(Value::Boolean),
        // What stands first is asked for first.
        Err(fault) => Err(a.err().unwrap_or(fault)),
    }
}

impl Sum {
    fn of(self, a: &Value, b: &Value) -> Result<Value, Fault> {
        Ok(match (self, a, b) {
            (Self::Add, Value::Money(a), Value::Money(b)) => Value::Money(a.plus(*b)?),
            (_, Value::Number(a), Value::Number(b)) => Value::Number(match self {
                Self::Add => add(*a, *b)?,
                Self::Subtract => add(*a, -*b)?,
                Self::Multiply => multiply(*a, *b)?,
            }),
            (Self::Add, Value::Duration(a), Value::Duration(b)) => {
                Value::Duration(a.checked_add(*b).ok_or(Fault::Overflow)?)
            }
            (Self::Subtract, Value::Duration(a), Value::Duration(b)) => {
                Value::Duration(a.checked_sub(*b).ok_or(Fault::Overflow)?)
            }
            (Self::Subtract, Value::Date(a), Value::Date(b)) => {
                Value::Duration((*a - *b).num_seconds())
            }
            (Self::Subtract, Value::Time(a), Value::Time(b)) => {
                Value::Duration((*a - *b).num_seconds())
            }
            _ => unreachable!("{MIXED}"),
        })
    }
}

impl Comparison {
    fn of(self, a: &Value, b: &Value) -> bool {
        let order = match (a, b) {
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
            _ => a.scalar().cmp(&b.scalar()),
        };
        match self {
            Self::Equal => order == Ordering::Equal,
            Self::NotEqual => order != Ordering::Equal,
            Self::Less => order == Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
            Self::Greater => order == Ordering::Greater,
            Self::AtLeast => order != Ordering::Less,
        }
    }
}

fn seconds(number: Decimal) -> Result<i64, Fault> {
    // A part of a second plays no role in any promise.
    i64::try_from(number.trunc()).map_err(|_| Fault::Overflow)
}

/// The sum, or an error where a digit would be lost.
pub(super) fn add(a: Decimal, b: Decimal) -> Result<Decimal, Fault> {
    let (a, b) = (a.normalize(), b.normalize());
    let sum = a.checked_add(b).ok_or(Fault::Overflow)?;
    if sum.scale() < a.scale().max(b.scale()) && sum.checked_sub(a) != Some(b) {
        return Err(Fault::Overflow);
    }
    Ok(sum.normalize())
}

/// The product, or an error where a digit would be lost.
pub(super) fn multiply(a: Decimal, b: Decimal) -> Result<Decimal, Fault> {
    let (a, b) = (a.normalize(), b.normalize());
    let mut product = a
        .mantissa()
        .checked_mul(b.mantissa())
        .ok_or(Fault::Overflow)?;
    let mut scale = a.scale() + b.scale();
    while scale > 0 && product % 10 == 0 {
        product /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(product, scale).map_err(|_| Fault::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_every_digit_or_say_so() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        let large = number("1000000000000.000001");
        assert_eq!(add(number("0.1"), number("0.2")), Ok(number("0.3")));
        assert_eq!(multiply(number("1.5"), number("1.5")), Ok(number("2.25")));
        assert_eq!(
            multiply(large, number("1000000000000")),
            Ok(number("1000000000000000001000000"))
        );
        assert_eq!(multiply(large, large), Err(Fault::Overflow));
        let most = multiply(number("1000000000000"), number("1000000000000")).unwrap();
        assert_eq!(multiply(most, most), Err(Fault::Overflow));
        assert_eq!(
            add(number("79228162514264337593543950335"), number("0.1")),
            Err(Fault::Overflow)
        );
    }
}
