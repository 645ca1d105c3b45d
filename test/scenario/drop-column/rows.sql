INSERT INTO users (id, email, legacy_code, legacy_role, legacy_score) VALUES (1, 'ann@example.org', 'A1', 'admin', 7), (2, 'bob@example.org', 'B2', NULL, 0);
