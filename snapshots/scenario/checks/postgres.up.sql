-- change_bookings (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "bookings" DROP CONSTRAINT "price_fair";
ALTER TABLE "bookings" DROP CONSTRAINT "seats_some";
ALTER TABLE "bookings" ADD CONSTRAINT "code_known" CHECK ("code" IN ('early', 'late', 'it''s') OR lower("code") = 'vip');
ALTER TABLE "bookings" ADD CONSTRAINT "ends_after" CHECK ("ends" IS NULL OR "ends" >= "starts");
ALTER TABLE "bookings" ADD CONSTRAINT "seats_some" CHECK ("seats" > 0 AND "seats" < 500);
COMMIT;
