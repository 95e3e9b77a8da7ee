-- The history is appended to, and never changed. Whoever owns the tables can still take these
-- triggers away; what they change then shows in the chain of hashes.
CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history is append-only';
END;
$$;

CREATE TRIGGER history_change BEFORE UPDATE OR DELETE OR TRUNCATE ON history
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head
FOR EACH ROW WHEN (NEW.sequence < OLD.sequence OR NEW.name <> OLD.name)
EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER history_head_delete BEFORE DELETE OR TRUNCATE ON history_head
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
