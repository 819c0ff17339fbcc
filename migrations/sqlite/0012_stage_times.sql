-- How long the agencies took, file by file: what a resident is told of the usual time. No person stands in it.

CREATE TABLE stage_times (
    application_id TEXT NOT NULL REFERENCES applications (id),
    ended_version INTEGER NOT NULL,
    stage TEXT NOT NULL,
    working_days INTEGER NOT NULL,
    ended_on TEXT NOT NULL,
    PRIMARY KEY (application_id, ended_version)
);
CREATE INDEX stage_times_by_stage ON stage_times (stage, ended_on, working_days);
