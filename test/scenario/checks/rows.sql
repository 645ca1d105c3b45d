INSERT INTO bookings (id, seats, price, code, starts, ends) VALUES (1, 2, 10.50, 'early', '2026-05-01', NULL), (2, 499, 999.99, 'VIP', '2026-05-01', '2026-05-02');
