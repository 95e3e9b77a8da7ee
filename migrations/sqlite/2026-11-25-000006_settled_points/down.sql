ALTER TABLE accounts DROP COLUMN settled_at;
ALTER TABLE accounts DROP COLUMN settled_points;
