//! Who may approve what: a table, one line a rule.

use super::*;
use crate::domain::offer::NewItem;

fn money(text: &str) -> Money {
    let (amount, currency) = text.split_once(' ').unwrap();
    Money::parse(amount, currency).unwrap()
}

/// `1000 USD per incident`, `100 USD of gift per offer`.
fn limit(text: &str) -> Limit {
    let (head, per) = text.rsplit_once(" per ").unwrap();
    let (amount, kind) = match head.split_once(" of ") {
        Some((amount, kind)) => (amount, Some(kind.parse().unwrap())),
        None => (head, None),
    };
    Limit {
        amount: money(amount),
        per: per.parse().unwrap(),
        kind,
    }
}

fn limits(text: &str) -> Vec<Limit> {
    text.split(", ")
        .filter(|one| !one.is_empty())
        .map(limit)
        .collect()
}

/// `600 USD of refund, 20 USD of gift`.
fn spending(text: &str) -> Spending {
    let mut spending = Spending::none(Currency::parse("USD").unwrap());
    let items: Vec<Item> = text
        .split(", ")
        .filter(|one| !one.is_empty())
        .map(|one| {
            let (value, kind) = one.split_once(" of ").unwrap();
            let item = NewItem {
                kind: kind.parse().unwrap(),
                description: "x".into(),
                value: money(value),
                quantity: None,
                unit: None,
                unit_value: None,
                product: None,
            };
            Item::new(uuid::Uuid::nil().into(), item)
        })
        .collect();
    spending.add(&items).unwrap();
    spending
}

#[test]
fn every_limit_bounds_what_it_counts() {
    let table = "
        limits                                                | offer                           | incident        | year            | covered
                                                              | 0.01 USD of refund              |                 |                 | no
        1000 USD per incident                                 | 1000 USD of refund              |                 |                 | yes
        1000 USD per incident                                 | 1000.01 USD of refund           |                 |                 | no
        1000 USD per incident                                 | 600 USD of refund               | 400 USD of gift |                 | yes
        1000 USD per incident                                 | 600 USD of refund               | 400.01 USD of gift |              | no
        1000 USD per incident                                 | 600 USD of refund, 400.01 USD of gift |           |                 | no
        1000 EUR per incident                                 | 1 USD of refund                 |                 |                 | no
        0 USD per incident                                    | 0.01 USD of refund              |                 |                 | no
        1000 USD per offer                                    | 1 USD of refund                 |                 |                 | no
        1000 USD per incident, 300 USD per offer              | 300 USD of refund               | 700 USD of gift |                 | yes
        1000 USD per incident, 300 USD per offer              | 300.01 USD of refund            |                 |                 | no
        1000 USD per incident, 2000 USD per client_year       | 1000 USD of refund              |                 | 1000 USD of gift | yes
        1000 USD per incident, 2000 USD per client_year       | 1000 USD of refund              |                 | 1000.01 USD of gift | no
        1000 USD per incident, 50 USD of gift per offer       | 900 USD of refund, 50 USD of gift |               |                 | yes
        1000 USD per incident, 50 USD of gift per offer       | 900 USD of refund, 50.01 USD of gift |            |                 | no
        1000 USD per incident, 0 USD of gift per offer        | 1000 USD of refund              |                 |                 | yes
        1000 USD per incident, 0 USD of gift per offer        | 1 USD of gift                   |                 |                 | no
        1000 USD per incident, 50 USD of gift per incident    | 20 USD of gift                  | 30 USD of gift  |                 | yes
        1000 USD per incident, 50 USD of gift per incident    | 20 USD of gift                  | 30.01 USD of gift |               | no
        1000 USD per incident, 50 USD of gift per incident    | 20 USD of gift                  | 300 USD of refund |               | yes
        1000 USD per incident, 50 USD of gift per client_year | 20 USD of gift                  |                 | 30.01 USD of gift | no
        1000 USD per incident, 50 USD of gift per client_year | 20 USD of refund                |                 | 99 USD of gift  | yes
        1000000000000 USD per incident                        | 999999999999 USD of refund      | 999999999999 USD of gift |         | no
    ";
    let mut lines = 0;
    for line in table.lines().skip(2).filter(|line| line.contains('|')) {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let outlay = Outlay {
            offer: spending(columns[1]),
            incident: spending(columns[2]),
            client_year: spending(columns[3]),
        };
        let answer = Authority::Limited(limits(columns[0])).covers(&outlay, "your limit");
        assert_eq!(answer.is_ok(), columns[4] == "yes", "{line}: {answer:?}");
        assert!(Authority::Unlimited.covers(&outlay, "your limit").is_ok());
        lines += 1;
    }
    assert_eq!(lines, 23);
}

#[test]
fn a_limit_of_ones_own_stands_in_the_place_of_the_roles() {
    let by_role: Vec<RoleLimit> =
        limits("500 USD per incident, 500 EUR per incident, 40 USD of gift per offer")
            .into_iter()
            .map(|limit| RoleLimit {
                role: Role::Approver,
                limit,
            })
            .collect();
    let own = limits("900 USD per incident");
    let Authority::Limited(held) = Authority::of(Role::Approver, own.clone(), &by_role) else {
        panic!("an approver has limits");
    };
    let expected = limits("900 USD per incident, 500 EUR per incident, 40 USD of gift per offer");
    assert_eq!(held, expected);

    assert_eq!(
        Authority::of(Role::Admin, own.clone(), &by_role),
        Authority::Unlimited
    );
    for role in [Role::Reporter, Role::Agent, Role::Auditor] {
        let held = Authority::of(role, own.clone(), &by_role);
        assert_eq!(held, Authority::Limited(Vec::new()), "{role}");
    }
}

#[test]
fn what_is_not_settled_counts_for_all_kinds_together_only() {
    let mut spending = spending("100 USD of refund");
    spending.pad_to(money("150 USD")).unwrap();
    assert_eq!(spending.on(None).unwrap(), money("150 USD"));
    assert_eq!(
        spending.on(Some(ItemKind::Refund)).unwrap(),
        money("100 USD")
    );
    spending.pad_to(money("20 USD")).unwrap();
    assert_eq!(spending.on(None).unwrap(), money("150 USD"));
}
