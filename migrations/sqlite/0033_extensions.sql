-- By when bank and guarantee agency answer whether a loan is extended; NULL while nobody asks. What the events fold into.

ALTER TABLE loans ADD COLUMN extension_due_on TEXT;
