-- What was told of a clock of an application, whom and when: once of each last day. A resident by message; an officer or a
-- supervisor, by account, on the desk; an office where nobody works on it or it has no supervisor.

CREATE TABLE file_notices (
    application_id TEXT NOT NULL REFERENCES applications (id),
    about TEXT NOT NULL,
    due_on TEXT NOT NULL,
    told TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (application_id, about, due_on, told)
);
