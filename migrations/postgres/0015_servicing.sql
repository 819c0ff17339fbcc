-- Loans after the money was paid out. The pair of the SQLite file.

-- One row per loan; its id is the application's, and its events are sealed under that file's key. The columns are what the
-- events fold into, as far as lists and jobs need it. ended is 1 once nobody owes anything any more.
CREATE TABLE loans (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES applications (id),
    person_id TEXT COLLATE "C" NOT NULL REFERENCES persons (id),
    bank_id TEXT COLLATE "C" NOT NULL,
    acceptance_number TEXT COLLATE "C" NOT NULL,
    loan_number_index BYTEA,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    next_due_on TEXT COLLATE "C",
    ended BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE INDEX loans_by_bank ON loans (bank_id, ended);
CREATE INDEX loans_by_due ON loans (ended, next_due_on, id);
CREATE INDEX loans_by_number ON loans (acceptance_number);
CREATE INDEX loans_by_loan_number ON loans (loan_number_index) WHERE loan_number_index IS NOT NULL;

CREATE TABLE loan_events (
    loan_id TEXT COLLATE "C" NOT NULL REFERENCES loans (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (loan_id, seq)
);

-- Which reminders of a due date went out.
CREATE TABLE loan_reminders (
    loan_id TEXT COLLATE "C" NOT NULL REFERENCES loans (id),
    due_on TEXT COLLATE "C" NOT NULL,
    days BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (loan_id, due_on, days)
);

-- Files of a bank with payments, looked at before anything of them is taken in. The rows are sealed: they are payments of
-- persons. version counts every write.
CREATE TABLE payment_sheets (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    bank_id TEXT COLLATE "C" NOT NULL,
    staff_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    sealed_rows BYTEA NOT NULL,
    taken_ms BIGINT,
    created_ms BIGINT NOT NULL
);
CREATE INDEX payment_sheets_by_bank ON payment_sheets (bank_id, created_ms);
