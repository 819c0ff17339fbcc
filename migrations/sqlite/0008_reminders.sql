-- Which reminders of a first day went out. The day is part of the key: who is in a class that is put off is reminded anew.

CREATE TABLE reminders (
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id),
    starts_on TEXT NOT NULL,
    days INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (enrolment_id, starts_on, days)
);

-- Which classes begin on a day.
CREATE INDEX classes_by_start ON classes (starts_on, id);
