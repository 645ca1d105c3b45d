/**
 * The catalog's questions. Each is a plain join that a server without statistics also plans well, reads each system table
 * once, and calls the slow pg_get_…def functions only for the few objects that need them. Objects that came with the
 * server have numbers below 16384 (FirstNormalObjectId); all text, so that no driver's parsers matter.
 * https://www.postgresql.org/docs/18/catalogs.html
 */
import type { CatalogQuery } from '../../dialect.js';
import type { Features } from '../capabilities.js';
import { objects } from './queries-objects.js';

const relations = `
select c.oid::text as oid, n.nspname::text as namespace, c.relname::text as name, c.relkind::text as kind,
  c.relpersistence::text as persistence, c.relispartition as partition, c.relrowsecurity as secured,
  c.relforcerowsecurity as forced, pg_catalog.array_to_json(c.reloptions)::text as options,
  case when c.relkind = 'v' then pg_catalog.pg_get_userbyid(c.relowner)::text end as owner
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.oid >= 16384 and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
  and pg_catalog.left(n.nspname::text, 3) <> 'pg_' and n.nspname <> 'information_schema'`;

const columns = `
select a.attrelid::text as relation, a.attnum::int4 as number, a.attname::text as name,
  pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.atttypid::text as type_oid, t.typtype::text as type_kind,
  a.attnotnull as not_null, a.attidentity::text as identity, a.attgenerated::text as generated,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid) as value, a.attcollation::text as collation,
  a.attcollation <> t.typcollation as collated
from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c on c.oid = a.attrelid
  join pg_catalog.pg_type t on t.oid = a.atttypid
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid >= 16384 and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
order by a.attrelid, a.attnum`;

const constraints = (f: Features): string => {
  // What the IR cannot say is kept with its text.
  const beyond = [
    `c.contype = 'x'`,
    ...(f.nullsNotDistinct ? ['c.confdelsetcols is not null'] : []),
    ...(f.notEnforced ? [`(c.contype = 'f' and not c.conenforced)`, 'c.conperiod'] : []),
  ].join(' or ');
  return `
select c.conrelid::text as relation, c.conname::text as name, c.contype::text as kind, c.condeferrable as deferrable,
  c.condeferred as deferred, c.convalidated as validated, c.connoinherit as no_inherit, c.conkey::text as columns,
  c.confrelid::text as parent, c.confkey::text as parent_columns, c.confupdtype::text as on_update,
  c.confdeltype::text as on_delete, c.confmatchtype::text as match, c.conindid::text as index,
  c.conparentid <> 0 as inner, ${f.notEnforced ? 'c.conenforced' : 'true'} as enforced, (${beyond}) as beyond,
  case when c.contype = 'c' then pg_catalog.pg_get_expr(c.conbin, c.conrelid) end as expression,
  case when ${beyond} then pg_catalog.pg_get_constraintdef(c.oid) end as definition
from pg_catalog.pg_constraint c
where c.conrelid >= 16384 and (c.contype in ('p', 'u', 'f', 'c', 'x')${
    f.notNullRows ? ` or (c.contype = 'n' and not c.convalidated)` : ''
  })
order by c.oid`;
};

const indexes = (f: Features): string => `
select i.indexrelid::text as oid, i.indrelid::text as relation, c.relname::text as name, m.amname::text as method,
  i.indisunique as unique, i.indisprimary as primary, i.indisvalid as valid, i.indnkeyatts::int4 as keys,
  i.indkey::text as columns, i.indoption::text as options, i.indclass::text as classes, i.indcollation::text as collations,
  ${f.nullsNotDistinct ? 'i.indnullsnotdistinct' : 'false'} as nulls_not_distinct,
  pg_catalog.array_to_json(c.reloptions)::text as parameters, pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate,
  case when i.indexprs is not null then (
    select pg_catalog.json_agg(pg_catalog.pg_get_indexdef(i.indexrelid, k, false) order by k)
    from pg_catalog.generate_series(1, i.indnkeyatts::int4) k)::text end as expressions
from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  join pg_catalog.pg_am m on m.oid = c.relam
where i.indrelid >= 16384 and c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace
order by i.indexrelid`;

/** What numbers in other answers stand for, and what belongs to an extension and is none of ours. */
const names = `
select 'namespace' as kind, place::text as oid, name::text as namespace, '' as name, null::text as detail, 0::float4 as place
from unnest(pg_catalog.current_schemas(false)) with ordinality as path (name, place)
union all
select 'schema', n.oid::text, n.nspname::text, '', null, 0
from pg_catalog.pg_namespace n where pg_catalog.left(n.nspname::text, 3) <> 'pg_' and n.nspname <> 'information_schema'
union all
select 'enum', t.oid::text, n.nspname::text, t.typname::text, e.enumlabel::text, coalesce(e.enumsortorder, 0)
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  left join pg_catalog.pg_enum e on e.enumtypid = t.oid
where t.typtype = 'e' and t.oid >= 16384
union all
select 'opclass', o.oid::text, n.nspname::text, o.opcname::text, case when o.opcdefault then 'default' end, 0
from pg_catalog.pg_opclass o join pg_catalog.pg_namespace n on n.oid = o.opcnamespace
union all
select 'collation', o.oid::text, n.nspname::text, o.collname::text, null, 0
from pg_catalog.pg_collation o join pg_catalog.pg_namespace n on n.oid = o.collnamespace
where o.oid in (select a.attcollation from pg_catalog.pg_attribute a where a.attrelid >= 16384)
union all
select 'extension', d.objid::text, '', d.classid::regclass::text, null, 0
from pg_catalog.pg_depend d where d.deptype = 'e'`;

const depends = `
select d.classid::regclass::text as class, d.objid::text as object, d.refobjid::text as relation,
  d.refobjsubid::int4 as number, d.deptype::text as how
from pg_catalog.pg_depend d
where d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid >= 16384
  and d.classid in ('pg_catalog.pg_rewrite'::regclass, 'pg_catalog.pg_trigger'::regclass, 'pg_catalog.pg_policy'::regclass,
    'pg_catalog.pg_statistic_ext'::regclass, 'pg_catalog.pg_proc'::regclass)
union all
select 'exclusion', d.objid::text, d.refobjid::text, d.refobjsubid::int4, d.deptype::text
from pg_catalog.pg_depend d join pg_catalog.pg_constraint c on c.contype = 'x' and c.conindid = d.objid
where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
  and d.refobjid = c.conrelid and d.refobjsubid > 0
union all
select 'sequence', d.objid::text, d.refobjid::text, d.refobjsubid::int4, d.deptype::text
from pg_catalog.pg_depend d join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
  and d.refobjid >= 16384 and d.refobjsubid > 0 and d.deptype in ('a', 'i')`;

const comments = `
select d.classoid::regclass::text as class, d.objoid::text as object, d.objsubid::int4 as number, d.description as text
from pg_catalog.pg_description d
where d.objoid >= 16384 and d.classoid in ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_type'::regclass)`;

export const queries = (f: Features): ReadonlyArray<CatalogQuery> =>
  (
    [
      ['names', names],
      ['relations', relations],
      ['columns', columns],
      ['constraints', constraints(f)],
      ['indexes', indexes(f)],
      ['depends', depends],
      ['objects', objects],
      ['comments', comments],
    ] as const
  ).map(([name, sql]) => ({ name, sql: sql.trim() }));
