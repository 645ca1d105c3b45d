-- drop_old_name_after_rename_of_people_to_users (up), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP VIEW "people";
COMMIT;
