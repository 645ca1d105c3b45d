INSERT INTO members (id, org_id, email, badge) VALUES (1, 1, 'ann@example.org', NULL), (2, 1, 'bob@example.org', NULL), (3, 2, 'ann@example.org', 'B1');
