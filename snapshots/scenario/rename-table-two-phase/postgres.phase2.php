<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_name_after_rename_of_people_to_users (contract), for PostgreSQL 18.4.
 */
final class Phase2DropOldNameAfterRenameOfPeopleToUsers_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('DROP VIEW "people"');
    }

    public function down(): void
    {
        $this->database()->execute('CREATE VIEW "people" WITH (security_invoker=true) AS SELECT "id", "name" AS "full_name", "mail", "city" FROM "users"');
        $this->database()->execute(
            'DO E\'' . "\n"
            . 'DECLARE' . "\n"
            . '  g record;' . "\n"
            . 'BEGIN' . "\n"
            . '  SELECT pg_get_userbyid(t.relowner) AS owner, t.relrowsecurity AS secured INTO g FROM pg_catalog.pg_class t WHERE t.oid = \'\'"users"\'\'::pg_catalog.regclass;' . "\n"
            . '  IF g.owner <> current_user THEN' . "\n"
            . '    EXECUTE format(\'\'ALTER VIEW \'\' || \'\'"people"\'\' || \'\' OWNER TO %I\'\', g.owner);' . "\n"
            . '  END IF;' . "\n"
            . '  FOR g IN SELECT a.privilege_type AS right_of, CASE a.grantee WHEN 0 THEN \'\'PUBLIC\'\' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS who, CASE WHEN a.is_grantable THEN \'\' WITH GRANT OPTION\'\' ELSE \'\'\'\' END AS passing FROM pg_catalog.pg_class t, aclexplode(t.relacl) a WHERE t.oid = \'\'"users"\'\'::pg_catalog.regclass AND a.grantee <> t.relowner AND a.privilege_type IN (\'\'SELECT\'\', \'\'INSERT\'\', \'\'UPDATE\'\', \'\'DELETE\'\') LOOP' . "\n"
            . '    EXECUTE format(\'\'GRANT %s ON \'\' || \'\'"people"\'\' || \'\' TO %s%s\'\', g.right_of, g.who, g.passing);' . "\n"
            . '  END LOOP;' . "\n"
            . '  FOR g IN SELECT n.now_called, a.privilege_type AS right_of, CASE a.grantee WHEN 0 THEN \'\'PUBLIC\'\' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS who, CASE WHEN a.is_grantable THEN \'\' WITH GRANT OPTION\'\' ELSE \'\'\'\' END AS passing FROM pg_catalog.pg_class t, pg_catalog.pg_attribute c, aclexplode(c.attacl) a, (VALUES (\'\'id\'\', \'\'id\'\'), (\'\'name\'\', \'\'full_name\'\'), (\'\'mail\'\', \'\'mail\'\'), (\'\'city\'\', \'\'city\'\')) AS n (held, now_called) WHERE t.oid = \'\'"users"\'\'::pg_catalog.regclass AND a.grantee <> t.relowner AND c.attrelid = t.oid AND c.attname = n.held LOOP' . "\n"
            . '    EXECUTE format(\'\'GRANT %s (%I) ON \'\' || \'\'"people"\'\' || \'\' TO %s%s\'\', g.right_of, g.now_called, g.who, g.passing);' . "\n"
            . '  END LOOP;' . "\n"
            . 'END' . "\n"
            . '\''
        );
    }
}
