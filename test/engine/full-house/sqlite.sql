CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email VARCHAR(120) NOT NULL COLLATE BINARY UNIQUE,
  born DATE,
  boss_id BIGINT REFERENCES people (id) ON DELETE SET NULL,
  whatever,
  later BIGINT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  code TEXT UNIQUE ON CONFLICT REPLACE,
  shout TEXT GENERATED ALWAYS AS (upper(email)) VIRTUAL,
  CHECK (born > '1800-01-01' OR born IS NULL)
);
CREATE TABLE strict_ones (a INTEGER NOT NULL, b ANY, c BLOB, PRIMARY KEY (a)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(body);
CREATE INDEX people_lower ON people (lower(email) COLLATE NOCASE DESC) WHERE born IS NOT NULL;
CREATE VIEW grown_ups AS SELECT id, email FROM people WHERE born < '2000-01-01';
CREATE TRIGGER people_touch AFTER UPDATE OF email ON people BEGIN INSERT INTO words (body) VALUES (NEW.email); END;
CREATE TRIGGER grown_insert INSTEAD OF INSERT ON grown_ups BEGIN INSERT INTO people (email) VALUES (NEW.email); END;
INSERT INTO people (email, born) VALUES ('ann@example.org', '1990-05-05'), ('bob@example.org', NULL);
