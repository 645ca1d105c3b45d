/**
 * Clauses of a CREATE TABLE that the IR has no place for: keys with a COLLATE of their own, ON CONFLICT of a primary key
 * or of NOT NULL. They are kept as opaque constraints, and a rebuild writes them again word for word.
 */
import { qname } from '../../../ir/name.js';
import type { Opaque } from '../../../ir/schema.js';
import type { DdlConstraint, DdlPart, DdlTable } from '../ddl/shape.js';
import { sameId } from '../ddl/tokens.js';
import { quote } from '../quote.js';
import { hasOwnCollation, ownName } from './lower-table.js';

const partText = (p: DdlPart, t: DdlTable): string => {
  const name = p.name === null ? p.sql : quote(ownName(t, p.name));
  const collation = p.collation === null ? '' : ` COLLATE ${quote(p.collation)}`;
  return `${name}${collation}${p.descending ? ' DESC' : ''}`;
};

const conflict = (word: string | null): string => (word === null ? '' : ` ON CONFLICT ${word}`);

const keyText = (c: Extract<DdlConstraint, { kind: 'PrimaryKey' | 'Unique' }>, t: DdlTable): string => {
  const named = c.name === null ? '' : `CONSTRAINT ${quote(c.name)} `;
  const counted = c.kind === 'PrimaryKey' && c.autoincrement ? ' AUTOINCREMENT' : '';
  const words = c.kind === 'PrimaryKey' ? 'PRIMARY KEY' : 'UNIQUE';
  return `${named}${words} (${c.parts.map((p) => partText(p, t)).join(', ')}${counted})${conflict(c.onConflict)}`;
};

const kept = (t: DdlTable, text: string, columns: ReadonlyArray<string>, writable = true): Opaque => ({
  kind: 'constraint',
  name: qname(text),
  on: qname(t.name),
  dependsOn: [{ table: qname(t.name), columns: columns.map((c) => ownName(t, c)).sort() }],
  definition: writable ? [text] : [],
});

/** INTEGER PRIMARY KEY DESC means something else in the table's part than at the column. */
const onlyAtColumn = (c: DdlConstraint, t: DdlTable): boolean =>
  c.kind === 'PrimaryKey' &&
  c.atColumn &&
  c.parts.some((p) => p.descending && t.columns.some((x) => sameId(x.name, p.name ?? '') && /^integer$/i.test(x.type)));

export const keptClauses = (t: DdlTable): ReadonlyArray<Opaque> => [
  ...t.constraints.flatMap((c): ReadonlyArray<Opaque> => {
    const needed =
      (c.kind === 'PrimaryKey' && (hasOwnCollation(c) || c.onConflict !== null)) ||
      (c.kind === 'Unique' && hasOwnCollation(c));
    if (!needed || (c.kind !== 'PrimaryKey' && c.kind !== 'Unique')) return [];
    return [
      kept(
        t,
        keyText(c, t),
        c.parts.map((p) => p.name ?? p.sql),
        !onlyAtColumn(c, t),
      ),
    ];
  }),
  ...t.columns.flatMap(
    (c): ReadonlyArray<Opaque> =>
      c.notNull && c.notNullConflict !== null
        ? [kept(t, `${quote(c.name)} NOT NULL${conflict(c.notNullConflict)}`, [c.name])]
        : [],
  ),
];
