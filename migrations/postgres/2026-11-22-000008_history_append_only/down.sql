DROP TRIGGER history_head_delete ON history_head;
DROP TRIGGER history_head_update ON history_head;
DROP TRIGGER history_change ON history;
DROP FUNCTION refuse_change_of_history();
