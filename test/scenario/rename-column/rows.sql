INSERT INTO users (id, password, mail, years) VALUES (1, 'x1', 'ann@example.org', 33), (2, 'x2', 'bob@example.org', 44);
INSERT INTO letters (id, recipient) VALUES (1, 'ann@example.org'), (2, 'ann@example.org');
