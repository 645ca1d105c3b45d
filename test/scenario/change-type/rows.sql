INSERT INTO things (id, small, name, note, price, age, day, ratio) VALUES (1, 1, 'a', 'x', 1.50, '42', '2026-02-28', 1.5), (2, -2, 'b', 'y', 999999.99, ' 7 ', '2024-02-29', 0.25);
