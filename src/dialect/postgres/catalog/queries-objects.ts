/** Everything that the IR keeps as it is: one row an object, with its text where the server has one. */
const branches: ReadonlyArray<string> = [
  // Views, and the rule behind each, to which pg_depend ties what a view reads.
  `select 'view' as kind, c.oid::text as oid, '' as namespace, '' as name, c.oid::text as relation,
  pg_catalog.pg_get_viewdef(c.oid) as definition, null::text as detail
from pg_catalog.pg_class c where c.oid >= 16384 and c.relkind in ('v', 'm')`,
  `select case when r.rulename = '_RETURN' then 'return' else 'rule' end, r.oid::text, '', r.rulename::text,
  r.ev_class::text, case when r.rulename <> '_RETURN' then pg_catalog.pg_get_ruledef(r.oid) end, null
from pg_catalog.pg_rewrite r where r.ev_class >= 16384`,
  `select 'grant', c.oid::text, '', case when g.grantee = 0 then '' else pg_catalog.pg_get_userbyid(g.grantee)::text end,
  c.oid::text, g.privilege_type, case when g.grantee = c.relowner then 'owner' when g.is_grantable then 'grantable' end
from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) g where c.oid >= 16384 and c.relkind = 'v'`,
  // Rights on single columns of views, and the rights that every new table or view is given.
  `select 'column grant', c.oid::text, '', a.attname::text, c.oid::text, null, null
from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid
where c.oid >= 16384 and c.relkind = 'v' and a.attacl is not null`,
  `select distinct 'default grant', '0', '', case when g.grantee = 0 then '' else pg_catalog.pg_get_userbyid(g.grantee)::text end,
  null, null, null
from pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) g where d.defaclobjtype = 'r'`,
  `select 'trigger', t.oid::text, '', t.tgname::text, t.tgrelid::text, pg_catalog.pg_get_triggerdef(t.oid),
  pg_catalog.json_build_object('enabled', t.tgenabled::text, 'columns', t.tgattr::text)::text
from pg_catalog.pg_trigger t where t.tgrelid >= 16384 and not t.tgisinternal`,
  `select 'function', p.oid::text, n.nspname::text, p.proname::text, null, pg_catalog.pg_get_functiondef(p.oid),
  pg_catalog.pg_get_function_identity_arguments(p.oid)
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where p.oid >= 16384 and p.prokind in ('f', 'p') and (
  p.oid in (select t.tgfoid from pg_catalog.pg_trigger t where not t.tgisinternal)
  or p.oid in (select d.objid from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::regclass
    and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid >= 16384))`,
  `select 'policy', p.oid::text, '', p.polname::text, p.polrelid::text, null,
  pg_catalog.json_build_object('command', p.polcmd::text, 'permissive', p.polpermissive,
    'roles', (select pg_catalog.json_agg(case when r = 0 then null else pg_catalog.pg_get_userbyid(r) end) from unnest(p.polroles) r),
    'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))::text
from pg_catalog.pg_policy p where p.polrelid >= 16384`,
  `select 'statistics', s.oid::text, n.nspname::text, s.stxname::text, s.stxrelid::text,
  pg_catalog.pg_get_statisticsobjdef(s.oid), null
from pg_catalog.pg_statistic_ext s join pg_catalog.pg_namespace n on n.oid = s.stxnamespace`,
  `select 'inheritance', i.inhrelid::text, '', '', i.inhparent::text, null, null
from pg_catalog.pg_inherits i where i.inhrelid >= 16384`,
  `select 'partitioning', p.partrelid::text, '', '', p.partrelid::text, pg_catalog.pg_get_partkeydef(p.partrelid),
  pg_catalog.json_build_object('columns', p.partattrs::text)::text
from pg_catalog.pg_partitioned_table p`,
  `select 'sequence', s.seqrelid::text, '', '', s.seqrelid::text, null,
  pg_catalog.json_build_object('type', pg_catalog.format_type(s.seqtypid, null), 'start', s.seqstart::text,
    'increment', s.seqincrement::text, 'max', s.seqmax::text, 'min', s.seqmin::text, 'cache', s.seqcache::text,
    'cycle', s.seqcycle)::text
from pg_catalog.pg_sequence s where s.seqrelid >= 16384`,
  `select 'domain', t.oid::text, n.nspname::text, t.typname::text, null,
  pg_catalog.format_type(t.typbasetype, t.typtypmod), pg_catalog.json_build_object('default', t.typdefault,
    'notNull', t.typnotnull, 'constraints', (
      select pg_catalog.json_agg(pg_catalog.quote_ident(c.conname) || ' ' || pg_catalog.pg_get_constraintdef(c.oid) order by c.conname)
      from pg_catalog.pg_constraint c where c.contypid = t.oid and c.contype = 'c'))::text
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'd' and t.oid >= 16384`,
  `select 'range', t.oid::text, n.nspname::text, t.typname::text, null, null, null
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'r' and t.oid >= 16384`,
  // Operator classes with parameters, and indexes of materialized views.
  `select 'index', i.indexrelid::text, n.nspname::text, c.relname::text, i.indrelid::text,
  pg_catalog.pg_get_indexdef(i.indexrelid), null
from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
  join pg_catalog.pg_class r on r.oid = i.indrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where i.indrelid >= 16384 and (r.relkind = 'm' or i.indexrelid in (
  select a.attrelid from pg_catalog.pg_attribute a where a.attrelid >= 16384 and a.attoptions is not null))`,
];

export const objects = branches.join('\nunion all\n');
