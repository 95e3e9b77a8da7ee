//! What items are worth: as they say, as their quantity makes them, or as the price list has it.

use rust_decimal::Decimal;

use crate::domain::amends::policy::Policy;
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::money::Money;
use crate::domain::offer::{ItemKind, NewItem};

/// An item as somebody wrote it, before it is known what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct UnpricedItem {
    pub kind: ItemKind,
    /// `None`: the product's name, for an item that names one.
    pub description: Option<String>,
    pub value: Option<Money>,
    pub quantity: Option<Decimal>,
    pub unit: Option<String>,
    pub unit_value: Option<Money>,
    /// The code of a product of the policy: it is worth its list price.
    pub product: Option<String>,
}

impl UnpricedItem {
    /// What it is worth; pointers are those of an item.
    pub fn priced(mut self, policy: &Policy) -> Result<NewItem, Invalid> {
        if let Some(code) = self.product.clone() {
            self.take_list_price(&code, policy)?;
        }
        let mut check = Check::default();
        let description = check.take(
            "/description",
            self.description.ok_or(FieldError::required()),
        );
        let value = NewItem::valued(self.value, self.quantity, self.unit_value);
        let value = check.take("/value", value);
        check.build(|| {
            Some(NewItem {
                kind: self.kind,
                description: description?,
                value: value?,
                quantity: self.quantity,
                unit: self.unit,
                unit_value: self.unit_value,
                product: self.product,
            })
        })
    }

    fn take_list_price(&mut self, code: &str, policy: &Policy) -> Result<(), Invalid> {
        if self.kind != ItemKind::Product {
            let detail = "only an item of kind product names a product";
            return Err(Invalid::at(
                "/product",
                FieldError::new("not_a_product", detail),
            ));
        }
        let Some(product) = policy.product(code) else {
            let detail = "the policy that judges this incident lists no product with this code";
            return Err(Invalid::at("/product", FieldError::new("unknown", detail)));
        };
        if self.unit_value.is_some_and(|given| given != product.price) {
            let detail = format!("the list price is {}; leave unit_value out", product.price);
            return Err(Invalid::at(
                "/unit_value",
                FieldError::new("value_mismatch", detail),
            ));
        }
        self.unit_value = Some(product.price);
        self.quantity = self.quantity.or(Some(Decimal::ONE));
        let name = || product.name.clone();
        self.description = Some(self.description.take().unwrap_or_else(name));
        Ok(())
    }
}
