INSERT INTO users (id, password, mail, years, nick) VALUES (1, 'x1', 'ann@example.org', 33, 'ann'), (2, 'X1 ', 'Bob@example.org', 44, NULL), (3, '', '', 0, '');
