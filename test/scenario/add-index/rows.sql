INSERT INTO orders (id, customer, placed_at, state) VALUES (1, 10, '2026-01-02 03:04:05', 'open'), (2, 10, '2026-01-03 00:00:00', 'paid');
