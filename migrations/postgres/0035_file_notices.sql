-- What was told of a clock of an application, whom and when: once of each last day. A resident by message; an officer or a
-- supervisor, by account, on the desk; an office where nobody works on it or it has no supervisor.

CREATE TABLE file_notices (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    about TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    told TEXT COLLATE "C" NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (application_id, about, due_on, told)
);
