-- Since when somebody waits for an answer about a loan: the bureau for one to its question, the borrower for one to a change
-- that was told; NULL while nobody does, and before there was either. What the events fold into.

ALTER TABLE loans ADD COLUMN waits_since TEXT COLLATE "C";
