-- change_bookings (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "bookings" DROP CONSTRAINT "seats_some";
ALTER TABLE "bookings" DROP CONSTRAINT "ends_after";
ALTER TABLE "bookings" DROP CONSTRAINT "code_known";
ALTER TABLE "bookings" ADD CONSTRAINT "seats_some" CHECK ("seats" > 0);
ALTER TABLE "bookings" ADD CONSTRAINT "price_fair" CHECK ("price" BETWEEN 0 AND 1000);
COMMIT;
