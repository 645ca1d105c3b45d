-- The shop's SQLite database as it runs today: the tables of examples/before and rows that the move to examples/after
-- keeps. Load it with: sqlite3 shop.db < examples/seed.sql
PRAGMA foreign_keys = ON;

CREATE TABLE organisations (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name VARCHAR(160) NOT NULL,
  vat_number VARCHAR(32),
  country CHAR(2) NOT NULL DEFAULT 'DE',
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  org_id BIGINT NOT NULL,
  email VARCHAR(255) NOT NULL UNIQUE,
  password VARCHAR(255) NOT NULL,
  full_name VARCHAR(255) NOT NULL,
  role VARCHAR(255) NOT NULL DEFAULT 'member',
  age VARCHAR(10),
  fax VARCHAR(40),
  active BOOLEAN NOT NULL DEFAULT 1,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  number VARCHAR(20) NOT NULL,
  status VARCHAR(20) NOT NULL DEFAULT 'open',
  total DECIMAL(12,2) NOT NULL DEFAULT 0,
  placed_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  sku VARCHAR(40) NOT NULL,
  quantity INTEGER NOT NULL,
  price DECIMAL(12,2) NOT NULL
);

INSERT INTO organisations (id, name, vat_number, country, created_at) VALUES
  (1, 'North Wind Traders', 'DE811907980', 'DE', '2024-03-01 09:12:44'),
  (2, 'Blue Yonder', NULL, 'FR', '2024-05-17 15:30:02'),
  (3, 'Harbour Goods', 'GB123456789', 'GB', '2025-01-09 08:00:00');

INSERT INTO users (id, org_id, email, password, full_name, role, age, fax, active, created_at) VALUES
  (1, 1, 'ada@north.example', '$2y$12$u1', 'Ada Lovelace', 'admin', '36', NULL, 1, '2024-03-01 09:15:00'),
  (2, 1, 'grace@north.example', '$2y$12$u2', 'Grace Hopper', 'member', ' 85 ', NULL, 1, '2024-03-04 11:41:20'),
  (3, 2, 'edsger@yonder.example', '$2y$12$u3', '', 'member', '', NULL, 1, '2024-05-18 07:05:59'),
  (4, 2, 'barbara@yonder.example', '$2y$12$u4', 'Barbara Liskov', 'member', NULL, NULL, 0, '2024-06-30 23:59:59'),
  (5, 3, 'alan@harbour.example', '$2y$12$u5', 'Alan Turing', 'admin', '41', NULL, 1, '2025-01-09 08:01:30');

INSERT INTO orders (id, user_id, number, status, total, placed_at) VALUES
  (1, 1, 'A-1001', 'shipped', 149.90, '2024-03-02 10:00:00'),
  (2, 1, 'A-1002', 'paid', 20, '2024-09-21 16:45:10'),
  (3, 3, 'A-1003', 'cancelled', 0, '2024-06-01 12:00:00'),
  (4, 5, 'A-1004', 'open', 75.50, '2025-02-14 19:20:21');

INSERT INTO order_lines (id, order_id, sku, quantity, price) VALUES
  (1, 1, 'LAMP-01', 2, 49.95),
  (2, 1, 'BULB-E27', 10, 5.00),
  (3, 2, 'BULB-E27', 4, 5.00),
  (4, 3, 'CHAIR-OAK', 1, 120.00),
  (5, 4, 'DESK-60', 1, 75.50);
