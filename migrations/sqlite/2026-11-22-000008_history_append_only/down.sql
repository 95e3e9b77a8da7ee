DROP TRIGGER history_head_delete;
DROP TRIGGER history_head_update;
DROP TRIGGER history_replace;
DROP TRIGGER history_delete;
DROP TRIGGER history_update;
