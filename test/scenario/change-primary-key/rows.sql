INSERT INTO readings (sensor, taken_at, value) VALUES (1, '2026-01-01 00:00:00', 1.5), (2, '2026-01-01 00:00:00', 2.5);
INSERT INTO labels (code, text) VALUES ('a', 'first'), ('b', 'second');
