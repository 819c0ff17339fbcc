-- Which guarantee agency of the district a file was passed to, and whose loan it became: other data of the district later
-- moves nothing. NULL before a file came there, and in what is older than this step, which belongs where the data says.

ALTER TABLE applications ADD COLUMN guarantor_id TEXT;
ALTER TABLE loans ADD COLUMN guarantor_id TEXT;
CREATE INDEX loans_by_guarantor ON loans (guarantor_id, ended);
