-- What somebody of a training organisation does there. Until now everybody did everything.

ALTER TABLE staff ADD COLUMN duty TEXT;
UPDATE staff SET duty = 'owner' WHERE role = 'trainer';
ALTER TABLE invitations ADD COLUMN duty TEXT NOT NULL DEFAULT 'owner';
