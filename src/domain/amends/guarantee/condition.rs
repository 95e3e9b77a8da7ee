//! Conditions: the part of CEL that can be decided exactly and in bounded time.
//!
//! The `cel` crate parses; this file checks the types and turns the tree into an expression over
//! slots. CEL's own evaluation is not used: its numbers are binary fractions.

use std::fmt;

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr as Cel, LiteralValue, operators};
use cel::parser::Parser;
use serde_json::Value as Json;

use crate::domain::amends::guarantee::duration;
use crate::domain::amends::guarantee::evaluation::Fault;
use crate::domain::amends::guarantee::expression::{Comparison, Expr, Sum, TextTest};
use crate::domain::amends::guarantee::fact::{Kind, Value, parse_time};
use crate::domain::amends::guarantee::read::{Node, exact_number};
use crate::domain::amends::guarantee::scope::Scope;
use crate::domain::error::{Check, FieldError};
use crate::domain::money::Money;
use crate::domain::time::parse_date;

/// Longest condition, in characters.
const MAX_LENGTH: usize = 500;
/// Deepest nesting, in brackets and in operators.
const MAX_DEPTH: usize = 16;
/// What reading a condition counts for, in parts of a guarantee.
const READING_COST: u32 = 10;
/// A binary fraction gives back what was written up to this many digits.
const SAFE_DIGITS: usize = 15;

/// A condition that is known to be a boolean.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    source: String,
    expr: Expr,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Condition {
    pub(super) fn read(check: &mut Check, scope: &mut Scope, node: &Node<'_>) -> Option<Self> {
        // Before it is parsed: reading is what costs most, also where nothing comes of it.
        if !(0..READING_COST).all(|_| scope.spend(check, node)) {
            return None;
        }
        let source = node.text(check)?;
        let tree = check.take(&*node.pointer, parse(source))?;
        let compiler = Compiler { scope };
        let (expr, kind) = check.take(&*node.pointer, compiler.expr(&tree, MAX_DEPTH))?;
        if kind != Kind::Boolean {
            let detail = format!("this is a {}; a condition is true or false", kind.name());
            node.refuse(check, "type_mismatch", detail);
            return None;
        }
        for _ in 0..expr.size() {
            if !scope.spend(check, node) {
                return None;
            }
        }
        Some(Self {
            source: source.to_owned(),
            expr,
        })
    }

    pub(super) fn expr(&self) -> &Expr {
        &self.expr
    }

    pub(super) fn holds(&self, facts: &[Option<Value>], steps: &mut u32) -> Result<bool, Fault> {
        match self.expr.value(facts, steps)? {
            Value::Boolean(holds) => Ok(holds),
            _ => unreachable!("a condition was checked to be a boolean"),
        }
    }
}

fn parse(source: &str) -> Result<IdedExpr, FieldError> {
    let length = source.chars().count();
    if length > MAX_LENGTH {
        return Err(FieldError::new(
            "too_long",
            format!("this has {length} characters; at most {MAX_LENGTH} are allowed"),
        ));
    }
    refuse_unsafe_text(source)?;
    Parser::new().parse(source).map_err(|errors| {
        let error = errors.errors.first();
        let detail = error.map_or_else(
            || "this is not an expression".to_owned(),
            |error| {
                let message = error.msg.lines().next().unwrap_or_default();
                format!("column {}: {message}", error.pos.1.max(1))
            },
        );
        FieldError::new("syntax", detail)
    })
}

/// What the parser would take but not keep: the digits of long numbers, and nesting without end.
fn refuse_unsafe_text(source: &str) -> Result<(), FieldError> {
    let (mut quote, mut depth, mut digits, mut point) = (None, 0_usize, 0, false);
    for c in source.chars() {
        if c == '\\' || c == '`' || (c.is_control() && c != '\n') {
            let detail = "backslashes, backticks and control characters are not allowed";
            return Err(FieldError::new("not_supported", detail));
        }
        if let Some(open) = quote {
            quote = (c != open).then_some(open);
            continue;
        }
        match c {
            '\'' | '"' => quote = Some(c),
            '(' | '[' | '{' | '!' | '-' | '?' => depth += 1,
            ')' | ']' | '}' | '&' | '|' | ':' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 2 * MAX_DEPTH {
            return Err(too_deep());
        }
        match c {
            '0'..='9' => digits += 1,
            '.' => point = true,
            _ => (digits, point) = (0, false),
        }
        if point && digits > SAFE_DIGITS {
            let detail = format!("a decimal number may have {SAFE_DIGITS} digits");
            return Err(FieldError::new("inexact_number", detail));
        }
    }
    Ok(())
}

fn too_deep() -> FieldError {
    FieldError::new("too_deep", "this is nested too deeply")
}

fn not_supported(what: &str) -> FieldError {
    FieldError::new("not_supported", format!("{what} cannot be used here"))
}

fn mismatch(detail: String) -> FieldError {
    FieldError::new("type_mismatch", detail)
}

struct Compiler<'a> {
    scope: &'a Scope,
}

type Typed = (Expr, Kind);

impl Compiler<'_> {
    fn expr(&self, tree: &IdedExpr, depth: usize) -> Result<Typed, FieldError> {
        let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
        match &tree.expr {
            Cel::Literal(literal) => literal_value(literal),
            Cel::Ident(name) => self.fact(name),
            Cel::Select(select) => {
                let facts = Cel::Ident("facts".to_owned());
                if select.operand.expr != facts {
                    return Err(not_supported("a field of a value"));
                }
                match (self.fact(&select.field)?, select.test) {
                    ((Expr::Fact(index), _), true) => Ok((Expr::Has(index), Kind::Boolean)),
                    (fact, _) => Ok(fact),
                }
            }
            Cel::Call(call) => self.call(call, depth),
            Cel::Comprehension(_) => Err(not_supported("a macro that loops")),
            Cel::List(_) => Err(not_supported("a list outside of `in`")),
            Cel::Map(_) | Cel::Struct(_) => Err(not_supported("a map")),
            Cel::Unspecified => Err(FieldError::new("syntax", "this is not an expression")),
        }
    }

    fn fact(&self, name: &str) -> Result<Typed, FieldError> {
        let slot = self.scope.find(name).ok_or_else(|| {
            let detail = format!("there is no fact or measure {name:?}");
            FieldError::new("unknown_fact", detail)
        })?;
        Ok((Expr::Fact(slot.index), widened(slot.kind)))
    }

    fn call(&self, call: &CallExpr, depth: usize) -> Result<Typed, FieldError> {
        let name = &*call.func_name;
        if name == operators::IN {
            return self.is_in(call, depth);
        }
        if call.target.is_none()
            && let Some(literal) = self.literal_call(name, &call.args)
        {
            return literal;
        }
        let args = call.target.as_deref().into_iter().chain(&call.args);
        let args = args
            .map(|arg| self.expr(arg, depth))
            .collect::<Result<Vec<Typed>, _>>()?;
        let kinds: Vec<Kind> = args.iter().map(|(_, kind)| *kind).collect();
        let mut args = args.into_iter().map(|(expr, _)| Box::new(expr));
        let mut next = || args.next().unwrap_or_default();
        let wrong = || {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            let shown = name.trim_matches('_');
            Err(mismatch(format!(
                "{shown} does not take {}",
                kinds.join(" and ")
            )))
        };
        use Kind::{Boolean, Date, Duration, Number, Text, Time};
        Ok(match (name, &*kinds) {
            (operators::LOGICAL_NOT, [Boolean]) => (Expr::Not(next()), Boolean),
            (operators::LOGICAL_AND, [Boolean, Boolean]) => (Expr::And(next(), next()), Boolean),
            (operators::LOGICAL_OR, [Boolean, Boolean]) => (Expr::Or(next(), next()), Boolean),
            (operators::CONDITIONAL, [Boolean, a, b]) if a == b => {
                (Expr::If(next(), next(), next()), *a)
            }
            (operators::NEGATE, [Number]) => (Expr::Negate(next()), Number),
            (operators::ADD, [Number, Number]) => (Expr::Sum(Sum::Add, next(), next()), Number),
            (operators::ADD, [Kind::Money, Kind::Money]) => {
                (Expr::Sum(Sum::Add, next(), next()), Kind::Money)
            }
            (operators::ADD, [Duration, Duration]) => {
                (Expr::Sum(Sum::Add, next(), next()), Duration)
            }
            (operators::SUBSTRACT, [Number, Number]) => {
                (Expr::Sum(Sum::Subtract, next(), next()), Number)
            }
            (operators::SUBSTRACT, [Duration, Duration] | [Date, Date] | [Time, Time]) => {
                (Expr::Sum(Sum::Subtract, next(), next()), Duration)
            }
            (operators::MULTIPLY, [Number, Number]) => {
                (Expr::Sum(Sum::Multiply, next(), next()), Number)
            }
            (operators::EQUALS | operators::NOT_EQUALS, [a, b]) if a == b => {
                let comparison = if name == operators::EQUALS {
                    Comparison::Equal
                } else {
                    Comparison::NotEqual
                };
                let (a, b) = (next(), next());
                self.refuse_strange(&a, &b)?;
                self.refuse_strange(&b, &a)?;
                (Expr::Compare(comparison, a, b), Boolean)
            }
            (
                operators::LESS
                | operators::LESS_EQUALS
                | operators::GREATER
                | operators::GREATER_EQUALS,
                [a, b],
            ) if a == b && a.is_ordered() => {
                let comparison = match name {
                    operators::LESS => Comparison::Less,
                    operators::LESS_EQUALS => Comparison::AtMost,
                    operators::GREATER => Comparison::Greater,
                    _ => Comparison::AtLeast,
                };
                (Expr::Compare(comparison, next(), next()), Boolean)
            }
            ("contains", [Text, Text]) => (Expr::Text(TextTest::Contains, next(), next()), Boolean),
            ("startsWith", [Text, Text]) => (Expr::Text(TextTest::Starts, next(), next()), Boolean),
            ("endsWith", [Text, Text]) => (Expr::Text(TextTest::Ends, next(), next()), Boolean),
            ("days", [Number]) => (Expr::Days(next()), Duration),
            ("getDayOfWeek", [Date]) => (Expr::DayOfWeek(next()), Number),
            (operators::DIVIDE | operators::MODULO, _) => {
                let detail = "division is not exact; multiply the other side instead";
                return Err(FieldError::new("not_supported", detail));
            }
            (name, _) if KNOWN.contains(&name) => return wrong(),
            (name, _) => return Err(not_supported(&format!("{name:?}"))),
        })
    }

    fn is_in(&self, call: &CallExpr, depth: usize) -> Result<Typed, FieldError> {
        let [value, list] = &*call.args else {
            return Err(not_supported("this `in`"));
        };
        let Cel::List(list) = &list.expr else {
            return Err(not_supported("`in` without a list in brackets"));
        };
        let (value, kind) = self.expr(value, depth)?;
        let mut entries = Vec::new();
        for entry in &list.elements {
            let (entry, entry_kind) = self.expr(entry, depth)?;
            if entry_kind != kind {
                let (found, wanted) = (entry_kind.name(), kind.name());
                return Err(mismatch(format!(
                    "the list holds a {found}, looked for is a {wanted}"
                )));
            }
            self.refuse_strange(&value, &entry)?;
            entries.push(entry);
        }
        Ok((Expr::In(Box::new(value), entries), Kind::Boolean))
    }

    /// Refuses to compare a text with what it can never be.
    fn refuse_strange(&self, text: &Expr, with: &Expr) -> Result<(), FieldError> {
        let (Expr::Fact(index), Expr::Literal(Value::Text(word))) = (text, with) else {
            return Ok(());
        };
        let Some(words) = self.scope.words(*index) else {
            return Ok(());
        };
        if words.iter().any(|known| **known == **word) {
            return Ok(());
        }
        let name = self.scope.name(*index);
        let detail = format!(
            "{name} is never {word:?}; it is one of: {}",
            words.join(", ")
        );
        Err(FieldError::new("unknown_word", detail))
    }

    /// `date('2024-04-01')` and its like: a value of a type that CEL has no literal for.
    fn literal_call(&self, name: &str, args: &[IdedExpr]) -> Option<Result<Typed, FieldError>> {
        if !["date", "time", "duration", "money"].contains(&name) {
            return None;
        }
        let [only] = args else {
            return Some(Err(not_supported(&format!(
                "{name} with other than one text"
            ))));
        };
        let Cel::Literal(LiteralValue::String(text)) = &only.expr else {
            let detail = format!("{name} takes a text in quotes");
            return Some(Err(mismatch(detail)));
        };
        let text = text.inner();
        Some(match name {
            "date" => parse_date(text).map(|date| literal(Value::Date(date), Kind::Date)),
            "time" => parse_time(text).map(|time| literal(Value::Time(time), Kind::Time)),
            "duration" => duration::parse(text)
                .map(|seconds| literal(Value::Duration(seconds), Kind::Duration)),
            _ => self.money(text),
        })
    }

    fn money(&self, text: &str) -> Result<Typed, FieldError> {
        let currency = self.scope.currency.ok_or_else(|| {
            let detail = "an amount needs the currency of the guarantee";
            FieldError::new("currency_missing", detail)
        })?;
        let money = Money::parse_amount(text, currency)?;
        Ok(literal(Value::Money(money), Kind::Money))
    }
}

/// Names that exist but were given the wrong types.
const KNOWN: [&str; 19] = [
    operators::LOGICAL_NOT,
    operators::LOGICAL_AND,
    operators::LOGICAL_OR,
    operators::CONDITIONAL,
    operators::NEGATE,
    operators::ADD,
    operators::SUBSTRACT,
    operators::MULTIPLY,
    operators::EQUALS,
    operators::NOT_EQUALS,
    operators::LESS,
    operators::LESS_EQUALS,
    operators::GREATER,
    operators::GREATER_EQUALS,
    "contains",
    "startsWith",
    "endsWith",
    "days",
    "getDayOfWeek",
];

fn widened(kind: Kind) -> Kind {
    match kind {
        Kind::Integer => Kind::Number,
        kind => kind,
    }
}

fn literal(value: Value, kind: Kind) -> Typed {
    (Expr::Literal(value), kind)
}

fn literal_value(value: &LiteralValue) -> Result<Typed, FieldError> {
    let number = |text: String| {
        let number = exact_number(&Json::String(text))?;
        Ok(literal(Value::Number(number), Kind::Number))
    };
    match value {
        LiteralValue::Boolean(value) => Ok(literal(Value::Boolean(*value.inner()), Kind::Boolean)),
        LiteralValue::Int(value) => number(value.inner().to_string()),
        LiteralValue::UInt(value) => number(value.inner().to_string()),
        // The shortest form of a binary fraction is what was written, up to fifteen digits.
        LiteralValue::Double(value) => number(value.inner().to_string()),
        LiteralValue::String(value) => Ok(literal(Value::Text(value.inner().into()), Kind::Text)),
        LiteralValue::Bytes(_) => Err(not_supported("bytes")),
        LiteralValue::Null => Err(not_supported("null")),
    }
}
