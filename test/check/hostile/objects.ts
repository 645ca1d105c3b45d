/** What a case needs of a database beside its tables: views, policies, triggers, in each engine's words. */
import type { DialectId } from '../../../src/ir/expression.js';
import type { QName } from '../../../src/ir/name.js';

/** A table by its name in the case, in quotes; a column; a name of its own for this set of names. */
export interface Words {
  readonly table: (old: string) => string;
  readonly column: (old: string) => string;
  readonly thing: (old: string) => string;
}

type Objects = Partial<Readonly<Record<DialectId, (w: Words) => ReadonlyArray<string>>>>;

const watching = ({ table, column, thing }: Words): ReadonlyArray<string> => [
  `CREATE TRIGGER ${thing('watch')} BEFORE UPDATE ON ${table('t')} FOR EACH ROW SET NEW.${column('n')} = NEW.${column('n')}`,
];

/** The server counts what it only estimates. */
const counted = ({ table }: Words): ReadonlyArray<string> => [`ANALYZE TABLE ${table('t')}`];

export const objects: Readonly<Record<string, Objects>> = {
  'goes-with-table': { postgres: ({ table, thing }) => [`CREATE POLICY ${thing('own')} ON ${table('p')}`] },
  'break-dependent': {
    sqlite: ({ table, column, thing }) => [`CREATE VIEW ${thing('v')} AS SELECT ${column('a')} FROM ${table('t')}`],
  },
  'partition-key': {
    postgres: ({ table, column }) => [
      `DROP TABLE ${table('t')}`,
      `CREATE TABLE ${table('t')} (${column('id')} integer PRIMARY KEY, ${column('n')} integer) PARTITION BY HASH (${column('id')})`,
    ],
  },
  'kept-history': { mariadb: ({ table }) => [`ALTER TABLE ${table('t')} ADD SYSTEM VERSIONING`] },
  'metadata-lock': { mysql: counted, mariadb: counted },
  'fires-trigger': {
    postgres: ({ table, thing }) => [
      `CREATE FUNCTION ${thing('f')}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
      `CREATE TRIGGER ${thing('watch')} BEFORE UPDATE ON ${table('t')} FOR EACH ROW EXECUTE FUNCTION ${thing('f')}()`,
    ],
    mysql: watching,
    mariadb: watching,
    sqlite: ({ table, thing }) => [
      `CREATE TRIGGER ${thing('watch')} AFTER UPDATE ON ${table('t')} BEGIN SELECT 1; END`,
    ],
  },
};

/** Rows that a case of no rows is given here, so that there is something to count. */
export const moreRows: Readonly<Record<string, ReadonlyArray<string>>> = {
  'large-table': ['INSERT INTO t (id, n) VALUES (1, 1), (2, 2)'],
  'metadata-lock': ['INSERT INTO t (id) VALUES (1), (2)'],
  'out-of-step': [`INSERT INTO t (id, a, b) VALUES (1, 'x', 'y'), (2, 'z', 'z')`],
  'fires-trigger': ['INSERT INTO t (id, n) VALUES (1, NULL)'],
};

/** Cases for which one row is many. */
export const large: ReadonlySet<string> = new Set(['large-table', 'metadata-lock']);

/** Cases that begin where the first of two phases was applied. */
export const betweenPhases: ReadonlySet<string> = new Set(['out-of-step']);

/** What a server gives no cause for: its own settings are asked, and say no. MariaDB's allow dates that are none. */
export const silent: Readonly<Record<string, ReadonlyArray<DialectId>>> = {
  'lax-mode (the test servers are strict)': ['mysql', 'mariadb'],
  'copy-table': ['mariadb'],
};

export const sqlName = (q: QName, quote: (name: string) => string): string =>
  q.namespace === null ? quote(q.name) : `${quote(q.namespace)}.${quote(q.name)}`;
