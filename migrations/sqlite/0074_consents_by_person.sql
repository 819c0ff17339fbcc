-- What somebody has agreed to is looked for by the keyed hash of the ID number, for each person of a file that is opened at a
-- desk: without an index every look reads all consents.

CREATE INDEX file_consents_by_person ON file_consents (id_number_index) WHERE state = 'given';
