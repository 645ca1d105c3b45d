INSERT INTO users (id, email, first_name, last_name) VALUES (1, 'ann@example.org', 'Ann', 'Lee'), (2, 'bob@example.org', NULL, 'Ray');
