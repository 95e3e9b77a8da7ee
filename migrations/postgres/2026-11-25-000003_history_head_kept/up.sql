-- The record of where the history ends moves on by one, takes the hash of the entry that is about to
-- be written, and nothing else; nor does another row come beside it.
DROP TRIGGER history_head_update ON history_head;

CREATE FUNCTION keep_history_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.name <> OLD.name
        OR NEW.sequence NOT IN (OLD.sequence, OLD.sequence + 1)
        OR (NEW.hash <> OLD.hash
            AND EXISTS (SELECT 1 FROM history WHERE history.sequence = NEW.sequence))
    THEN
        RAISE EXCEPTION 'the history is append-only';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head
FOR EACH ROW EXECUTE FUNCTION keep_history_head();

CREATE TRIGGER history_head_insert BEFORE INSERT ON history_head
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
