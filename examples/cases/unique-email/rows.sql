INSERT INTO users (id, email, created_at) VALUES
  (1, 'ann@example.org', '2024-01-01 10:00:00'),
  (2, 'ann@example.org', '2025-06-01 10:00:00'),
  (3, 'ann@example.org', '2023-03-01 10:00:00'),
  (4, 'bob@example.org', '2025-01-01 10:00:00');
