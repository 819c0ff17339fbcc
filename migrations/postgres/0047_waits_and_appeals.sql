-- Since when somebody waits for an answer about a loan: the bureau for one to its question, the borrower for one to a change
-- that was told; NULL while nobody does, and before there was either. What the events fold into.

ALTER TABLE loans ADD COLUMN waits_since TEXT COLLATE "C";

-- Whoever decides on appeals, where the district names a unit for them; this opens no file that a colleague's role does not.
ALTER TABLE staff ADD COLUMN decides_appeals BIGINT NOT NULL DEFAULT 0;
