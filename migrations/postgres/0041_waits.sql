-- What an enrolment waits for from the school or the bureau, and since which day; what was written before has none until
-- its next step. One column a line.

ALTER TABLE enrolments ADD COLUMN waits_for TEXT COLLATE "C";
ALTER TABLE enrolments ADD COLUMN waits_since TEXT COLLATE "C";
CREATE INDEX enrolments_by_waiting ON enrolments (waits_for, waits_since);
