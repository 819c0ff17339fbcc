-- When the words of a listing that ended were forgotten; none while they are there. Its row and its log stay after them.
ALTER TABLE listings ADD COLUMN words_gone_ms BIGINT;
