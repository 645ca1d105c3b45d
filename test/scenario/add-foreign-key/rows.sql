INSERT INTO organisations (id, name) VALUES (1, 'one'), (2, 'two');
INSERT INTO users (id, org_id, boss_id) VALUES (1, 1, NULL), (2, 1, 1), (3, 2, 1);
