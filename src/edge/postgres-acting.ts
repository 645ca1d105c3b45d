/**
 * Whether a question of ours, with the expressions of a spec in it, would do more than read. A read-only transaction lets
 * locks, signals and notifications through, and what other people wrote may have anything in it. Functions are called by
 * more than their names: by operators, by casts, by the checks of a domain, and as if they were a column of the row.
 * https://www.postgresql.org/docs/18/sql-expressions.html#SQL-EXPRESSIONS-FUNCTION-CALLS ·
 * https://www.postgresql.org/docs/18/xfunc-sql.html#XFUNC-SQL-COMPOSITE-FUNCTIONS
 */
import { quoteText } from '../dialect/postgres/quote.js';
import { type Either, isLeft, right } from '../prelude.js';
import { type Named, namedIn, postgresReading } from './calls.js';
import type { Fault, Row } from './database.js';

/**
 * Words before a bracket that the grammar keeps for itself, as long as nothing qualifies them.
 * https://www.postgresql.org/docs/18/sql-keywords-appendix.html
 */
const grammar: ReadonlySet<string> = new Set(
  `all and any array as between by case cast coalesce collate distinct else end except exists extract from greatest
  group grouping having in intersect interval is lateral least like limit not null nullif on only or order overlay
  position row select some substring then trim union using values when where with numeric decimal varchar char character
  bit time timestamp`.split(/\s+/),
);

/** What changes with every call and does no more than that. https://www.postgresql.org/docs/18/xfunc-volatility.html */
const fickle = ['clock_timestamp', 'gen_random_uuid', 'random', 'random_normal', 'timeofday', 'uuidv4', 'uuidv7'];

/** Of pg_proc `p` and its owner `o`. */
const mayAct = `(p.provolatile = 'v' OR NOT (o.rolsuper OR o.rolname = current_user))`;
const foreign = (namespace: string): string => `${namespace} <> 'pg_catalog'::pg_catalog.regnamespace`;

/**
 * What calls such a function without naming it: operators, casts (by their types and the columns of these), and functions
 * of a whole row, which can be written like a column of it. Few databases have any. And the checks of domains, which may.
 */
const perilsOf = `SELECT 'operator' AS kind, x.oprname::text AS name, NULL AS domain
  FROM pg_catalog.pg_operator x JOIN pg_catalog.pg_proc p ON p.oid = x.oprcode JOIN pg_catalog.pg_roles o ON o.oid = p.proowner
  WHERE ${foreign('x.oprnamespace')} AND ${mayAct}
  UNION
  SELECT 'word', p.proname::text, NULL FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_roles o ON o.oid = p.proowner
  JOIN pg_catalog.pg_type t ON t.oid = p.proargtypes[0] WHERE ${foreign('p.pronamespace')} AND t.typtype IN ('c', 'p') AND ${mayAct}
  UNION
  SELECT 'word', n.name, NULL FROM pg_catalog.pg_cast c JOIN pg_catalog.pg_proc p ON p.oid = c.castfunc
  JOIN pg_catalog.pg_roles o ON o.oid = p.proowner CROSS JOIN LATERAL (
    SELECT t.typname::text FROM pg_catalog.pg_type t WHERE t.oid IN (c.castsource, c.casttarget) AND ${foreign('t.typnamespace')}
    UNION ALL SELECT a.attname::text FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE t.oid IN (c.castsource, c.casttarget) AND ${foreign('t.typnamespace')} AND a.attnum > 0) AS n (name)
  WHERE ${foreign('p.pronamespace')} AND ${mayAct}
  UNION
  SELECT 'check', pg_catalog.pg_get_constraintdef(k.oid), k.contypid::text FROM pg_catalog.pg_constraint k
  WHERE k.contypid <> 0 AND k.contype = 'c' AND ${foreign('k.connamespace')}`;

const among = (texts: ReadonlyArray<string>): string => `(${texts.map(quoteText).join(', ')})`;

/** What makes values of whatever type a row or a table has, with its checks. */
const byType = "p.proname ~ '^jsonb?_(populate|to)_record'";

/** Those of the functions that may act. A sum over rows works with functions of its own. */
const lookedUp = (functions: ReadonlyArray<string>): string =>
  `SELECT c.proname::text AS name FROM pg_catalog.pg_proc c LEFT JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = c.oid
  JOIN pg_catalog.pg_proc p ON p.oid = ANY (ARRAY[c.oid, a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggmtransfn,
    a.aggminvtransfn, a.aggmfinalfn]) JOIN pg_catalog.pg_roles o ON o.oid = p.proowner
  WHERE c.proname IN ${among(functions)} AND (${mayAct} OR ${byType})
    AND NOT (p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.proname IN ${among(fickle)})`;

/** Names of the types that a cast to works out the checks of these domains. */
const reaching = (domains: ReadonlyArray<string>): string =>
  `WITH RECURSIVE reaching AS (
    SELECT t.oid AS type FROM pg_catalog.pg_type t WHERE t.oid IN ${among(domains)}
    UNION
    SELECT n.next FROM reaching r CROSS JOIN LATERAL (
      SELECT t.oid FROM pg_catalog.pg_type t WHERE r.type IN (t.typbasetype, t.typelem)
      UNION ALL SELECT g.rngtypid FROM pg_catalog.pg_range g WHERE g.rngsubtype = r.type
      UNION ALL SELECT c.reltype FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        WHERE a.atttypid = r.type AND a.attnum > 0 AND c.relkind = 'c') AS n (next))
  SELECT t.typname::text AS name FROM reaching r JOIN pg_catalog.pg_type t ON t.oid = r.type`;

type Rows = Either<Fault, ReadonlyArray<Row>>;

interface Perils {
  readonly words: ReadonlySet<string>;
  readonly operators: ReadonlyArray<string>;
}

const namesOf = (rows: ReadonlyArray<Row>, kind: string): ReadonlyArray<string> =>
  rows.filter((r) => r['kind'] === kind).map((r) => String(r['name']));

/** A run of signs may be several operators. https://www.postgresql.org/docs/18/sql-syntax-lexical.html#SQL-SYNTAX-OPERATORS */
const inPeril = (n: Named, p: Perils): boolean =>
  n.veiled ||
  n.words.some((w) => p.words.has(w)) ||
  // pg_input_is_valid(…, 'type')
  n.texts.some((text) => namedIn(text, postgresReading).words.some((w) => p.words.has(w))) ||
  n.operators.some((run) => p.operators.some((name) => run.includes(name)));

const calledIn = (n: Named): ReadonlyArray<string> =>
  n.functions.filter((f) => f.qualified || !f.plain || !grammar.has(f.name)).map((f) => f.name);

/** @param ask one question about the catalog. What was learned is kept as long as the connection. */
export const actingOn = (ask: (sql: string) => Promise<Rows>): ((sql: string) => Promise<Either<Fault, boolean>>) => {
  let known: Perils | null = null;
  /** Names that were asked about and only read. */
  const readers = new Set<string>();
  const actsAmong = async (n: Named, p: Perils): Promise<Either<Fault, boolean>> => {
    if (inPeril(n, p)) return right(true);
    const names = calledIn(n).filter((name) => !readers.has(name));
    if (names.length === 0) return right(false);
    const rows = await ask(lookedUp(names));
    if (isLeft(rows)) return rows;
    const acting = new Set(rows.right.map((r) => String(r['name'])));
    for (const name of names) if (!acting.has(name)) readers.add(name);
    return right(acting.size > 0);
  };
  const learned = async (): Promise<Either<Fault, Perils>> => {
    const rows = await ask(perilsOf);
    if (isLeft(rows)) return rows;
    const bare = { words: new Set(namesOf(rows.right, 'word')), operators: namesOf(rows.right, 'operator') };
    const evil: string[] = [];
    for (const row of rows.right.filter((r) => r['kind'] === 'check')) {
      const acts = await actsAmong(namedIn(String(row['name']), postgresReading), bare);
      if (isLeft(acts)) return acts;
      if (acts.right) evil.push(String(row['domain']));
    }
    if (evil.length === 0) return right(bare);
    const types = await ask(reaching(evil));
    return isLeft(types)
      ? types
      : right({ ...bare, words: new Set([...bare.words, ...types.right.map((r) => String(r['name']))]) });
  };
  return async (sql) => {
    if (known === null) {
      const perils = await learned();
      if (isLeft(perils)) return perils;
      known = perils.right;
    }
    return actsAmong(namedIn(sql, postgresReading), known);
  };
};
