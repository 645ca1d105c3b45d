/** Constraints, as a table's own lines or after a column that is being added. */
import type { Problem } from '../../../ir/problem.js';
import type { Check, ForeignKey, PrimaryKey, Unique } from '../../../ir/schema.js';
import { map, type Validated } from '../../../prelude.js';
import { printExpr } from '../expression.js';
import { quote } from '../quote.js';

export const list = (names: ReadonlyArray<string>): string => names.map(quote).join(', ');

const named = (name: string | null): string => (name === null ? '' : `CONSTRAINT ${quote(name)} `);

export const printKey = (key: PrimaryKey): string =>
  `${named(key.name)}PRIMARY KEY (${key.columns.map((k) => quote(k.name) + (k.order === 'desc' ? ' DESC' : '')).join(', ')})`;

export const printUnique = (u: Unique): string =>
  `${named(u.name)}UNIQUE (${list(u.columns)})${u.onConflict === null ? '' : ` ON CONFLICT ${u.onConflict}`}`;

export const printCheck = (c: Check): Validated<Problem, string> =>
  map((text: string) => `${named(c.name)}CHECK (${text})`)(printExpr(c.expr));

const printReferences = (f: ForeignKey): string =>
  [
    `REFERENCES ${quote(f.references.table.name)}`,
    f.references.columns.length === 0 ? '' : ` (${list(f.references.columns)})`,
    f.onDelete === 'no action' ? '' : ` ON DELETE ${f.onDelete.toUpperCase()}`,
    f.onUpdate === 'no action' ? '' : ` ON UPDATE ${f.onUpdate.toUpperCase()}`,
    f.match === 'simple' ? '' : ` MATCH ${f.match.toUpperCase()}`,
    f.deferrable === 'no' ? '' : ` DEFERRABLE INITIALLY ${f.deferrable.toUpperCase()}`,
  ].join('');

export const printForeignKey = (f: ForeignKey): string =>
  `${named(f.name)}FOREIGN KEY (${list(f.columns)}) ${printReferences(f)}`;

/** At the column itself, which ALTER TABLE ADD COLUMN allows. */
export const printColumnReference = (f: ForeignKey): string => `${named(f.name)}${printReferences(f)}`;
