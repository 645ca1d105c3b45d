/**
 * A view under a table's old name. The server itself carries out what is written through it, defaults, conflicts and
 * RETURNING included (https://www.postgresql.org/docs/18/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS); TRUNCATE and
 * COPY … FROM are not for views. Made in the transaction of the renaming, so that nobody sees a moment without the name.
 * Rights were given on the table: they are given again on the view, which from 15 on is looked through with the rights
 * and under the policies of who asks (security_invoker).
 */
import { type Problem, problem } from '../../ir/problem.js';
import { left, map, type Validated } from '../../prelude.js';
import type { EngineObject, TableAlias } from '../phases.js';
import type { Features } from './capabilities.js';
import { dollarQuoted } from './print-block.js';
import { printDefault } from './print-column.js';
import { quoteName } from './quote.js';
import { type Words, words } from './words.js';

const rights = (w: Words, a: TableAlias, invoker: boolean): string => {
  const table = `${w.text(quoteName(a.table.name))}::pg_catalog.regclass`;
  const view = w.text(quoteName(a.oldName).replaceAll('%', '%%'));
  const give = (columns: string): string =>
    `format('GRANT %s${columns} ON ' || ${view} || ' TO %s%s', g.right_of, g.who, g.passing)`;
  const asked = (acl: string): string =>
    `a.privilege_type AS right_of, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS who, ` +
    `CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS passing FROM pg_catalog.pg_class t, ${acl} ` +
    `WHERE t.oid = ${table} AND a.grantee <> t.relowner`;
  const columns = a.columns.map((c) => `(${w.text(c.of)}, ${w.text(c.name)})`).join(', ');
  return [
    'DECLARE',
    '  g record;',
    'BEGIN',
    `  SELECT pg_get_userbyid(t.relowner) AS owner, t.relrowsecurity AS secured INTO g FROM pg_catalog.pg_class t WHERE t.oid = ${table};`,
    ...(invoker
      ? []
      : [
          '  IF g.secured THEN',
          `    RAISE EXCEPTION USING MESSAGE = ${w.text('row level security of a renamed table cannot be kept under its old name before PostgreSQL 15')};`,
          '  END IF;',
        ]),
    '  IF g.owner <> current_user THEN',
    `    EXECUTE format('ALTER VIEW ' || ${view} || ' OWNER TO %I', g.owner);`,
    '  END IF;',
    `  FOR g IN SELECT ${asked('aclexplode(t.relacl) a')} AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') LOOP`,
    `    EXECUTE ${give('')};`,
    '  END LOOP;',
    `  FOR g IN SELECT n.now_called, ${asked(`pg_catalog.pg_attribute c, aclexplode(c.attacl) a, (VALUES ${columns}) AS n (held, now_called)`)} AND c.attrelid = t.oid AND c.attname = n.held LOOP`,
    `    EXECUTE format('GRANT %s (%I) ON ' || ${view} || ' TO %s%s', g.right_of, g.now_called, g.who, g.passing);`,
    '  END LOOP;',
    'END',
  ].join('\n');
};

export const aliasObjects =
  (features: Features) =>
  (a: TableAlias): Validated<Problem, ReadonlyArray<EngineObject>> => {
    const lost = a.columns.filter((c) => !a.table.columns.some((x) => x.name === c.of));
    if (lost.length > 0)
      return left(lost.map((c) => problem('schema.missing-column', { table: a.table.name.name, column: c.of })));
    const w = words();
    const invoker = features.securityInvoker;
    const columns = a.columns.map((c) => (c.of === c.name ? w.id(c.of) : `${w.id(c.of)} AS ${w.id(c.name)}`));
    const view =
      `CREATE VIEW ${w.name(a.oldName)}${invoker ? ' WITH (security_invoker=true)' : ''} AS ` +
      `SELECT ${columns.join(', ')} FROM ${w.name(a.table.name)}`;
    // Without its own, UPDATE … SET c = DEFAULT through a view writes NULL.
    const defaults = a.columns.flatMap((c) => {
      const value = a.table.columns.find((x) => x.name === c.of)?.default ?? null;
      const set = value === null ? null : `ALTER COLUMN ${w.id(c.name)} SET DEFAULT ${printDefault(w, value)}`;
      return set === null ? [] : [`ALTER VIEW ${w.name(a.oldName)} ${set}`];
    });
    const granting = `DO ${dollarQuoted(rights(w, a, invoker))}`;
    return map(
      (): ReadonlyArray<EngineObject> => [
        {
          object: {
            kind: 'view',
            name: a.oldName,
            on: null,
            dependsOn: [{ table: a.table.name, columns: a.columns.map((c) => c.of) }],
            definition: [view, ...defaults, granting],
          },
          drop: `DROP VIEW ${quoteName(a.oldName)}`,
        },
      ],
    )(w.done(view));
  };
