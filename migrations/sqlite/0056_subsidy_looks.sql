-- From which day on a loan is looked at for whether somebody has to be told of the days of its subsidies. Empty while that is
-- not known: for every loan of before, and after each event. 9999-12-31 where only an event changes anything.

ALTER TABLE loans ADD COLUMN subsidy_look_on TEXT NOT NULL DEFAULT '';
CREATE INDEX loans_by_subsidy_look ON loans (subsidy_look_on, id);
