-- drop_old_name_after_rename_of_people_to_users (down), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
CREATE VIEW "people" WITH (security_invoker=true) AS SELECT "id", "name" AS "full_name", "mail", "city" FROM "users";
DO $altair$
DECLARE
  g record;
BEGIN
  SELECT pg_get_userbyid(t.relowner) AS owner, t.relrowsecurity AS secured INTO g FROM pg_catalog.pg_class t WHERE t.oid = '"users"'::pg_catalog.regclass;
  IF g.owner <> current_user THEN
    EXECUTE format('ALTER VIEW ' || '"people"' || ' OWNER TO %I', g.owner);
  END IF;
  FOR g IN SELECT a.privilege_type AS right_of, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS who, CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS passing FROM pg_catalog.pg_class t, aclexplode(t.relacl) a WHERE t.oid = '"users"'::pg_catalog.regclass AND a.grantee <> t.relowner AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') LOOP
    EXECUTE format('GRANT %s ON ' || '"people"' || ' TO %s%s', g.right_of, g.who, g.passing);
  END LOOP;
  FOR g IN SELECT n.now_called, a.privilege_type AS right_of, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS who, CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS passing FROM pg_catalog.pg_class t, pg_catalog.pg_attribute c, aclexplode(c.attacl) a, (VALUES ('id', 'id'), ('name', 'full_name'), ('mail', 'mail'), ('city', 'city')) AS n (held, now_called) WHERE t.oid = '"users"'::pg_catalog.regclass AND a.grantee <> t.relowner AND c.attrelid = t.oid AND c.attname = n.held LOOP
    EXECUTE format('GRANT %s (%I) ON ' || '"people"' || ' TO %s%s', g.right_of, g.now_called, g.who, g.passing);
  END LOOP;
END
$altair$;
COMMIT;
