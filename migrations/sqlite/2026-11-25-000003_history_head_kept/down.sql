DROP TRIGGER history_head_insert;
DROP TRIGGER history_head_update;

CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head
WHEN NEW.sequence < OLD.sequence OR NEW.name <> OLD.name
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;
