INSERT INTO users (id, email, password) VALUES (1, 'ann@example.org', 'x1'), (2, 'bob@example.org', 'x2');
