DROP TABLE delegations;
ALTER TABLE offers DROP COLUMN room;
ALTER TABLE offers DROP COLUMN approved_for;
ALTER TABLE offers DROP COLUMN counter_of;
ALTER TABLE offers DROP COLUMN guaranteed;
ALTER TABLE incidents DROP COLUMN loss_kind;
ALTER TABLE users DROP COLUMN finer_limits;
