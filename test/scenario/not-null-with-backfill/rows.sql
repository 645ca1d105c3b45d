INSERT INTO users (id, full_name, city, country) VALUES (1, 'Ann Lee', NULL, 'SE'), (2, 'Bob Ray', 'Oslo', NULL);
