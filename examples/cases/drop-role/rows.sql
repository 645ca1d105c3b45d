INSERT INTO users (id, email, legacy_role) VALUES (1, 'ann@example.org', 'admin'), (2, 'bob@example.org', NULL), (3, 'eve@example.org', 'guest');
