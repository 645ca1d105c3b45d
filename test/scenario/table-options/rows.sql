INSERT INTO logs (id, line, level) VALUES (1, 'started', 1);
