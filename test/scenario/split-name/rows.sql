INSERT INTO users (id, full_name, email) VALUES (1, 'Ann Lee', 'ann@example.org'), (2, 'Bob Ray', 'bob@example.org');
