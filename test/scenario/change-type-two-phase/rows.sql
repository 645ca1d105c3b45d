INSERT INTO visits (id, age, code, note) VALUES (1, '33', 7, 'a'), (2, '0', NULL, NULL), (3, '-5', 12, '');
