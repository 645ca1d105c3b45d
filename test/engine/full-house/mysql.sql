CREATE TABLE people (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email varchar(120) NOT NULL,
  born date DEFAULT NULL,
  boss_id bigint DEFAULT NULL,
  place point NOT NULL DEFAULT (point(0, 0)),
  flags set('a', 'b') NOT NULL DEFAULT 'a',
  hidden int INVISIBLE DEFAULT 3,
  stamp timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  body mediumtext CHARACTER SET latin1 COLLATE latin1_swedish_ci,
  shout varchar(120) GENERATED ALWAYS AS (upper(email)) VIRTUAL,
  UNIQUE KEY people_email_key (email),
  KEY people_prefix (email(10), born DESC),
  FULLTEXT KEY people_body (body),
  KEY people_boss (boss_id),
  CONSTRAINT people_boss FOREIGN KEY (boss_id) REFERENCES people (id) ON DELETE SET NULL,
  CONSTRAINT born_late CHECK (born > '1800-01-01')
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC COMMENT = 'who is there';
CREATE TABLE events (at_day int NOT NULL, what varchar(20), PRIMARY KEY (at_day))
  PARTITION BY RANGE (at_day) (PARTITION p0 VALUES LESS THAN (100), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE VIEW grown_ups AS SELECT id, email FROM people WHERE born < '2000-01-01';
CREATE TRIGGER people_touch BEFORE UPDATE ON people FOR EACH ROW SET NEW.flags = NEW.flags;
CREATE PROCEDURE hello() SELECT 'hello';
INSERT INTO people (email, born) VALUES ('ann@example.org', '1990-05-05'), ('bob@example.org', NULL);
