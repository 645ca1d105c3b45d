INSERT INTO posts (id, title, words) VALUES (1, 'Hello', 1), (2, ' Big World ', 2);
