//! How far counter-proposals may go: rows and queries. They stand beside the offers, whose versions
//! agents see.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::ids::OfferId;
use crate::domain::offer::Room;
use crate::store::Error;
use crate::store::columns::{from_json, parse, to_json};
use crate::store::database::Db;
use crate::store::schema::offer_rooms;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = offer_rooms)]
struct RoomRow {
    offer_id: String,
    room: String,
    version: i64,
}

/// The rooms of those of the offers that have one.
pub(super) fn of_offers(db: &mut Db, offers: &[OfferId]) -> Result<HashMap<OfferId, Room>, Error> {
    let ids: Vec<String> = offers.iter().map(OfferId::to_string).collect();
    let rows: Vec<RoomRow> = offer_rooms::table
        .filter(offer_rooms::offer_id.eq_any(ids))
        .select(RoomRow::as_select())
        .load(db)?;
    rows.iter()
        .map(|row| {
            Ok((
                parse("offer_rooms.offer_id", &row.offer_id)?,
                from_json("offer_rooms.room", &row.room)?,
            ))
        })
        .collect()
}

/// Sets the room of an offer whose incident is held, or takes it back.
pub fn set(db: &mut Db, offer: OfferId, room: Option<&Room>) -> Result<(), Error> {
    let present = offer_rooms::table.find(offer.to_string());
    let Some(room) = room else {
        diesel::delete(present).execute(db)?;
        return Ok(());
    };
    let before: Option<i64> = present.select(offer_rooms::version).first(db).optional()?;
    let row = RoomRow {
        offer_id: offer.to_string(),
        room: to_json(room),
        version: before.unwrap_or(0) + 1,
    };
    match before {
        None => diesel::insert_into(offer_rooms::table)
            .values(row)
            .execute(db)?,
        Some(before) => {
            let changed = diesel::update(offer_rooms::table.find(offer.to_string()))
                .filter(offer_rooms::version.eq(before))
                .set(row)
                .execute(db)?;
            if changed == 0 {
                return Err(Error::Stale);
            }
            changed
        }
    };
    Ok(())
}
