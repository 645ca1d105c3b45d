/**
 * A dump out of PostgreSQL's own definition functions (pg_get_constraintdef, pg_get_indexdef, pg_get_expr, …), for servers
 * newer than any pg_dump on the machine. It says all that a table can have, one fact a line, sorted.
 */
import type { Row } from '../../../src/edge/database.js';
import { text } from './session.js';

const own = `NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`;

const facts = `
WITH rel AS (
  SELECT c.oid, c.relkind, c.relpersistence, c.reloptions, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname ${own}
)
SELECT format('relation %s %s %s %s', name, relkind, relpersistence, coalesce(array_to_string(reloptions, ','), '')) AS fact
  FROM rel WHERE relkind NOT IN ('i', 'I', 't', 'S')
UNION ALL
SELECT format('column %s.%I %s%s%s%s%s%s', r.name, a.attname, format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
              CASE WHEN a.attidentity <> '' THEN ' IDENTITY ' || a.attidentity::text ELSE '' END,
              CASE WHEN a.attgenerated <> '' THEN ' GENERATED ' || a.attgenerated::text ELSE '' END,
              coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ''),
              CASE WHEN a.attcollation <> 0 AND a.attcollation <> ty.typcollation
                   THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END)
  FROM rel r JOIN pg_attribute a ON a.attrelid = r.oid JOIN pg_type ty ON ty.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT format('constraint %s %I %s%s', r.name, k.conname, pg_get_constraintdef(k.oid),
              CASE WHEN k.convalidated THEN '' ELSE ' (not validated)' END)
  FROM pg_constraint k JOIN rel r ON r.oid = k.conrelid
 WHERE k.contype <> 'n'
UNION ALL
SELECT format('index %s%s', pg_get_indexdef(i.indexrelid), CASE WHEN i.indisvalid THEN '' ELSE ' (invalid)' END)
  FROM pg_index i JOIN rel r ON r.oid = i.indrelid WHERE r.relkind IN ('r', 'p', 'm')
UNION ALL
SELECT format('enum %s (%s)', t.oid::regtype, (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                                                 FROM pg_enum e WHERE e.enumtypid = t.oid))
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND n.nspname ${own}
UNION ALL
SELECT format('sequence %s %s start %s by %s %s..%s owned by %s', CASE WHEN o.deptype = 'i' THEN '(its own)' ELSE r.name END,
              s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, coalesce(o.owner, 'nobody'))
  FROM pg_sequence s JOIN rel r ON r.oid = s.seqrelid
  LEFT JOIN LATERAL (SELECT d.deptype, o.name || '.' || a.attname AS owner FROM pg_depend d
                 JOIN rel o ON o.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                WHERE d.objid = s.seqrelid AND d.deptype IN ('a', 'i')) o ON true
UNION ALL
SELECT format('view %s %s', r.name, pg_get_viewdef(r.oid)) FROM rel r WHERE r.relkind IN ('v', 'm')
UNION ALL
SELECT format('trigger %s', pg_get_triggerdef(g.oid)) FROM pg_trigger g JOIN rel r ON r.oid = g.tgrelid WHERE NOT g.tgisinternal
UNION ALL
SELECT format('policy %s %I %s %s %s', r.name, p.polname, p.polcmd, pg_get_expr(p.polqual, p.polrelid),
              pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_policy p JOIN rel r ON r.oid = p.polrelid
UNION ALL
SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname ${own} AND p.prokind IN ('f', 'p')
UNION ALL
SELECT format('statistics %s', pg_get_statisticsobjdef(s.oid)) FROM pg_statistic_ext s
UNION ALL
SELECT format('comment %s.%s %L', r.name, coalesce(a.attname, '*'), d.description)
  FROM pg_description d JOIN rel r ON r.oid = d.objoid AND d.classoid = 'pg_class'::regclass
  LEFT JOIN pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0
UNION ALL
SELECT format('comment on type %s %L', t.oid::regtype, d.description)
  FROM pg_description d JOIN pg_type t ON t.oid = d.objoid AND d.classoid = 'pg_type'::regclass
  JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname ${own}
`;

export const catalogDump = async (query: (sql: string) => Promise<ReadonlyArray<Row>>): Promise<string> =>
  (await query(facts))
    .map((row) => text(row['fact']))
    .sort()
    .join('\n');
