INSERT INTO settings (id, note) VALUES (1, 'a'), (2, '');
