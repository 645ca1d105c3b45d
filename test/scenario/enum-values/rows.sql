INSERT INTO orders (id, state) VALUES (1, 'new'), (2, 'sent');
INSERT INTO parcels (id, size) VALUES (1, 'large'), (2, NULL);
