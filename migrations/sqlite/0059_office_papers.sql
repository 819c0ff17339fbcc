-- The officer who put a paper on a file, and the event it came with. Both empty for the resident's own papers, and the
-- second until the officer's action is done.

ALTER TABLE documents ADD COLUMN staff_id TEXT;
ALTER TABLE documents ADD COLUMN event_seq INTEGER;
CREATE INDEX documents_left ON documents (created_ms) WHERE staff_id IS NOT NULL AND event_seq IS NULL;
