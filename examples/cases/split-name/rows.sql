INSERT INTO users (id, full_name) VALUES (1, 'Ada Lovelace'), (2, 'Grace Hopper');
