-- The history is appended to, and never changed. Whoever has the file can still take these triggers
-- away; what they change then shows in the chain of hashes.
CREATE TRIGGER history_update BEFORE UPDATE ON history
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER history_delete BEFORE DELETE ON history
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;

-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER history_replace BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE sequence = NEW.sequence OR id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head
WHEN NEW.sequence < OLD.sequence OR NEW.name <> OLD.name
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER history_head_delete BEFORE DELETE ON history_head
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;
