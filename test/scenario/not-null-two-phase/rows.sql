INSERT INTO users (id, nick, email) VALUES (1, 'ann', 'ann@example.org'), (2, NULL, 'bob@example.org'), (3, '', 'cy@example.org');
