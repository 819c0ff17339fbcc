-- How long the agencies took, file by file: what a resident is told of the usual time. No person stands in it.

CREATE TABLE stage_times (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    ended_version BIGINT NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    working_days BIGINT NOT NULL,
    ended_on TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (application_id, ended_version)
);
CREATE INDEX stage_times_by_stage ON stage_times (stage, ended_on, working_days);
