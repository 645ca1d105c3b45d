/** A table while columns, indexes and keys are added to it; later words on the same columns win, as in Cycle's own table. */
import type { Position } from '../../../ir/problem.js';
import type { Field } from './definition.js';
import type { PhpValue } from './php/value.js';

export interface ColumnDraft {
  readonly type: string;
  readonly nullable: boolean;
  readonly value: PhpValue | null;
  readonly castDefault: boolean;
  readonly attributes: ReadonlyMap<string, PhpValue>;
  readonly at: Position;
}

export interface IndexDraft {
  readonly columns: ReadonlyArray<{ readonly name: string; readonly order: 'asc' | 'desc' }>;
  readonly unique: boolean;
  readonly name: string | null;
  readonly at: Position;
}

export interface KeyDraft {
  readonly columns: ReadonlyArray<string>;
  readonly table: string;
  readonly outer: ReadonlyArray<string>;
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly at: Position;
}

export interface TableDraft {
  readonly name: string;
  readonly database: string | null;
  readonly readonlySchema: boolean;
  readonly columns: Map<string, ColumnDraft>;
  /** Columns that Cycle is told to leave alone. */
  readonly leftAlone: Set<string>;
  primaryKey: ReadonlyArray<string>;
  readonly indexes: Map<string, IndexDraft>;
  readonly foreignKeys: Map<string, KeyDraft>;
  readonly at: Position;
}

export const numbered = (type: string): boolean =>
  /^(?:small|big)?(?:primary|incremental)$/i.test(type.replace(/\s*\(.*$/, ''));

export const isPrimary = (f: Field): boolean => f.primary || numbered(f.type);

/** A default takes the place of further attributes: Cycle sets them only where there is none. */
export const renderField = (t: TableDraft, f: Field): void => {
  if (f.readonlySchema) t.leftAlone.add(f.column);
  const before = t.columns.get(f.column);
  const nullable = f.nullable && !isPrimary(f);
  const value = isPrimary(f) ? null : f.value;
  t.columns.set(f.column, {
    type: f.type,
    nullable: nullable || (before !== undefined && numbered(f.type) ? false : nullable),
    value: value ?? (nullable ? null : (before?.value ?? null)),
    castDefault: value === null && f.castDefault,
    attributes: value === null ? f.attributes : (before?.attributes ?? new Map()),
    at: f.at,
  });
};

const keyOf = (columns: IndexDraft['columns']): string => columns.map((p) => `${p.name} ${p.order}`).join(',');

/** `created_at DESC` */
export const indexColumn = (text: string): IndexDraft['columns'][number] => {
  const [, name, order] = /^(.*) (ASC|DESC)$/.exec(text) ?? [];
  return name === undefined ? { name: text, order: 'asc' } : { name, order: order === 'DESC' ? 'desc' : 'asc' };
};

/** An index on the same columns is the same index. */
export const ensureIndex = (
  t: TableDraft,
  columns: IndexDraft['columns'],
  at: Position,
  more: Partial<Pick<IndexDraft, 'unique' | 'name'>> = {},
): void => {
  if (columns.length === 0) return;
  const key = keyOf(columns);
  const before = t.indexes.get(key) ?? { columns, unique: false, name: null, at };
  t.indexes.set(key, { ...before, ...more });
};

export const plainColumns = (names: ReadonlyArray<string>): IndexDraft['columns'] =>
  names.map((name) => ({ name, order: 'asc' as const }));

export const hasIndex = (t: TableDraft, names: ReadonlyArray<string>): boolean =>
  t.indexes.has(keyOf(plainColumns(names)));

export const hasUniqueOf = (t: TableDraft, names: ReadonlyArray<string>): boolean =>
  [...t.indexes.values()].some(
    (i) => i.unique && i.columns.length === names.length && names.every((n) => i.columns.some((c) => c.name === n)),
  );

export const ensureKey = (t: TableDraft, key: KeyDraft, indexCreate: boolean): void => {
  t.foreignKeys.set(key.columns.join(','), key);
  if (indexCreate) ensureIndex(t, plainColumns(key.columns), key.at);
};
