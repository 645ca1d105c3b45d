INSERT INTO people (id, full_name, mail, city) VALUES (1, 'Ann Lee', 'ann@example.org', 'Lyon'), (2, 'Bob', 'bob@example.org', NULL);
INSERT INTO letters (id, person_id) VALUES (1, 1), (2, 1), (3, 2);
