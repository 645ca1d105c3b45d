INSERT INTO kept (id) VALUES (1), (2);
INSERT INTO chickens (id, hatched_from) VALUES (1, NULL);
INSERT INTO eggs (id, laid_by, kept_id) VALUES (1, 1, 2);
UPDATE chickens SET hatched_from = 1;
