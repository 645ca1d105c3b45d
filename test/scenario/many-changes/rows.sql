INSERT INTO accounts (login, balance, legacy) VALUES ('ann', 12.50, 'old'), ('bob', 0, NULL);
INSERT INTO transfers (account_id, amount, memo) VALUES (1, 5.25, 'rent'), (2, 1, NULL);
