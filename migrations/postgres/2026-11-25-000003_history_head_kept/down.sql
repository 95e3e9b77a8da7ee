DROP TRIGGER history_head_insert ON history_head;
DROP TRIGGER history_head_update ON history_head;
DROP FUNCTION keep_history_head();

CREATE TRIGGER history_head_update BEFORE UPDATE ON history_head
FOR EACH ROW WHEN (NEW.sequence < OLD.sequence OR NEW.name <> OLD.name)
EXECUTE FUNCTION refuse_change_of_history();
