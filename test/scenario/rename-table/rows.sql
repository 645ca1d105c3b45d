INSERT INTO people (email) VALUES ('ann@example.org'), ('bob@example.org');
INSERT INTO pets (id, owner_id) VALUES (1, 1), (2, 2);
