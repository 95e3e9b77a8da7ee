DROP TABLE guarantees;
