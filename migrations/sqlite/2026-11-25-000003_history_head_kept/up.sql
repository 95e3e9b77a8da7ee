-- The record of where the history ends moves on by one, takes the hash of the entry that is about to
-- be written, and nothing else. Neither another row nor INSERT OR REPLACE gets past that.
DROP TRIGGER history_head_update;

CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head
WHEN NEW.name <> OLD.name
    OR NEW.sequence NOT IN (OLD.sequence, OLD.sequence + 1)
    OR (NEW.hash <> OLD.hash AND EXISTS (SELECT 1 FROM history WHERE sequence = NEW.sequence))
    OR typeof(NEW.name) <> 'text' OR typeof(NEW.sequence) <> 'integer' OR typeof(NEW.hash) <> 'text'
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;

CREATE TRIGGER history_head_insert BEFORE INSERT ON history_head
BEGIN
    SELECT RAISE(ABORT, 'the history is append-only');
END;
