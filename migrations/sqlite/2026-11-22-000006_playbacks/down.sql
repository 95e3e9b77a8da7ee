ALTER TABLE accounts DROP COLUMN disputed_points;
DROP TABLE playbacks;
