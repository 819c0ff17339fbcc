-- What most looks need, without reading past what they do not.

-- Files of a state by the time nothing happened to them: what left an officer's queue, and the portal's own jobs.
CREATE INDEX applications_by_state ON applications (state, updated_ms, id);

-- An officer's queue in its order.
CREATE INDEX applications_by_queue ON applications (holder_role, agency_id, due_on, submitted_ms, id);
DROP INDEX applications_by_holder;

-- Whether anything about a course's classes has changed.
CREATE INDEX classes_by_course ON classes (course_id, version);

-- The verdict in the words it was shown with; the receipt beside it is most of the bytes. NULL in rows made before this
-- column: their sealed_receipt holds both.
ALTER TABLE receipts ADD COLUMN sealed_view BYTEA;
