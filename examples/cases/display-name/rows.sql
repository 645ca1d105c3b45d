INSERT INTO users (id, email, first_name, last_name) VALUES (1, 'ada@example.org', 'Ada', 'Lovelace'), (2, 'info@example.org', NULL, NULL);
