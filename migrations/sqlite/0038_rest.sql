-- A course off the list keeps its document: who has a seat in a class of it reads place and time there, and a certificate its title.
ALTER TABLE courses ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
