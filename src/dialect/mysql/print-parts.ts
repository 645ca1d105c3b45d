/** Keys, constraints, indexes and options, as they stand in CREATE TABLE and behind ADD. */
import type {
  Check,
  ForeignKey,
  Index,
  IndexPart,
  KeyColumn,
  PrimaryKey,
  TableOptions,
  Unique,
} from '../../ir/schema.js';
import type { Out } from './out.js';
import type { Product } from './product.js';

const keyColumn = (out: Out, k: KeyColumn): string =>
  `${out.name(k.name)}${k.prefix === null ? '' : `(${k.prefix})`}${k.order === 'desc' ? ' DESC' : ''}`;

export const primaryKeyText = (out: Out, k: PrimaryKey): string =>
  `PRIMARY KEY (${k.columns.map((c) => keyColumn(out, c)).join(', ')})`;

export const uniqueText = (out: Out, u: Unique): string => {
  if (u.nullsNotDistinct) out.refuse('NULLS NOT DISTINCT', u.name);
  if (u.deferrable !== 'no') out.refuse('deferrable constraints', u.name);
  if (u.include.length > 0)
    out.refuse('INCLUDE columns', u.name, 'Put the columns at the end of an index of their own.');
  if (u.onConflict !== null) out.refuse('ON CONFLICT', u.name);
  return `UNIQUE KEY ${out.key(u.name)} (${out.list(u.columns)})`;
};

const indexPartText = (out: Out, i: Index, p: IndexPart): string => {
  const { features } = out.product;
  if (p.collation !== null) out.refuse('a collation of its own for an index column', i.name);
  if (p.opclass !== null) out.refuse('operator classes', i.name);
  if (p.nulls !== null) out.refuse('NULLS FIRST and NULLS LAST', i.name);
  if (p.of.kind === 'Expression' && !features.functionalIndexes)
    out.refuse('indexes on expressions', i.name, 'Index a generated column with the same expression.');
  if (p.order === 'desc' && !features.descendingIndexes) out.refuse('descending indexes', i.name);
  const of = p.of.kind === 'Column' ? out.name(p.of.name) : `(${out.expr(p.of.expr)})`;
  return `${of}${p.prefix === null ? '' : `(${p.prefix})`}${p.order === 'desc' ? ' DESC' : ''}`;
};

const methods: Readonly<Record<string, { readonly kind: string; readonly using: string }>> = {
  btree: { kind: '', using: '' },
  hash: { kind: '', using: ' USING HASH' },
  fulltext: { kind: 'FULLTEXT ', using: '' },
  spatial: { kind: 'SPATIAL ', using: '' },
};

/** A MEMORY table makes a hash of an index that says nothing. */
const needsTree = (i: Index, table: TableOptions): boolean =>
  i.method === 'btree' && table.engine?.toLowerCase() === 'memory';

/** `word`: KEY in CREATE TABLE, INDEX elsewhere. */
export const indexText = (out: Out, i: Index, word: 'KEY' | 'INDEX', table: TableOptions, on = ''): string => {
  const method = methods[i.method];
  const hide = out.product.features.hideIndex;
  if (method === undefined) out.refuse(`${i.method} indexes`, i.name);
  if (i.where !== null)
    out.refuse('partial indexes', i.name, 'Index a generated column that is NULL where the condition fails.');
  if (i.include.length > 0) out.refuse('INCLUDE columns', i.name, 'Put the columns at the end of the index.');
  if (i.nullsNotDistinct) out.refuse('NULLS NOT DISTINCT', i.name);
  if (i.invisible && hide === null) out.refuse('invisible indexes', i.name);
  if (i.options !== null) out.refuse('these index options', i.name);
  const kind = i.unique ? 'UNIQUE ' : (method?.kind ?? '');
  return [
    `${kind}${word} ${out.key(i.name)}${needsTree(i, table) ? ' USING BTREE' : (method?.using ?? '')}${on} (${i.parts.map((p) => indexPartText(out, i, p)).join(', ')})`,
    i.comment === null ? '' : ` COMMENT ${out.comment(i.comment)}`,
    i.invisible && hide !== null ? ` ${hide}` : '',
  ].join('');
};

export const checkText = (out: Out, c: Check): string => {
  const { features } = out.product;
  if (!features.checks) out.refuse('CHECK constraints', c.name, 'This server reads and ignores them.');
  if (!c.enforced && !features.unenforcedChecks) out.refuse('NOT ENFORCED', c.name);
  return `CONSTRAINT ${features.columnChecks ? out.key(c.name) : out.name(c.name)} CHECK (${out.kept(c.expr)})${c.enforced ? '' : ' NOT ENFORCED'}`;
};

export const foreignKeyText = (out: Out, f: ForeignKey): string => {
  if (f.deferrable !== 'no') out.refuse('deferrable constraints', f.name);
  if (f.match !== 'simple') out.refuse(`MATCH ${f.match.toUpperCase()}`, f.name, 'This server reads and ignores it.');
  for (const a of [f.onDelete, f.onUpdate])
    if (a === 'set default' && !out.product.features.setDefaultAction)
      out.refuse('SET DEFAULT in foreign keys', f.name);
  // NO ACTION is what is had when nothing is said.
  const action = (on: string, a: ForeignKey['onDelete']): string =>
    a === 'no action' ? '' : ` ON ${on} ${a.toUpperCase()}`;
  return [
    `CONSTRAINT ${out.key(f.name)} FOREIGN KEY (${out.list(f.columns)})`,
    ` REFERENCES ${out.table(f.references.table)} (${out.list(f.references.columns)})`,
    action('DELETE', f.onDelete),
    action('UPDATE', f.onUpdate),
  ].join('');
};

const storageOption = (out: Out, text: string): string => {
  if (!/^(?:\w+|`(?:[^`]|``)*`)=(?:\w+|'(?:[^'\\]|'')*'|"[^"\\]*")$/.test(text)) out.refuse('this table option', text);
  return text;
};

/** Options that go back to what they are when nobody says anything; others take DEFAULT. */
const zeroIsDefault: ReadonlySet<string> = new Set([
  'key_block_size',
  'max_rows',
  'min_rows',
  'avg_row_length',
  'checksum',
  'delay_key_write',
]);

const keyOfOption = (option: string): string => option.slice(0, option.indexOf('='));

/** MySQL has no word for the database's own character set but in CONVERT TO; it is needed when nobody knows its name. */
export const convertsToDefault = (product: Product): boolean =>
  !product.features.charsetDefault && product.server === null;

/** Only what differs from `from`; everything stated when there is no `from`. */
export const optionTexts = (out: Out, from: TableOptions | null, to: TableOptions): ReadonlyArray<string> => {
  const engine = out.product.server?.engine ?? 'InnoDB';
  const changed = <K extends keyof TableOptions>(key: K): boolean =>
    from === null ? to[key] !== null : from[key] !== to[key];
  const texts: string[] = [];
  if (changed('engine')) {
    if (to.engine !== null && !/^\w+$/.test(to.engine)) out.refuse('this storage engine', to.engine);
    texts.push(`ENGINE=${to.engine ?? engine}`);
  }
  if (to.autoIncrement !== null && changed('autoIncrement')) {
    if (!/^\d+$/.test(to.autoIncrement)) out.refuse('this AUTO_INCREMENT value', to.autoIncrement);
    texts.push(`AUTO_INCREMENT=${to.autoIncrement}`);
  }
  if (changed('charset') || changed('collation')) {
    const { charset, collation } = to.charset === null && out.product.server !== null ? out.product.server : to;
    if (charset !== null) texts.push(`DEFAULT CHARACTER SET=${out.charset(charset)}`);
    else
      texts.push(convertsToDefault(out.product) ? 'CONVERT TO CHARACTER SET DEFAULT' : 'DEFAULT CHARACTER SET=DEFAULT');
    if (collation !== null) texts.push(`COLLATE=${out.charset(collation)}`);
  }
  if (changed('rowFormat')) {
    if (to.rowFormat !== null && !/^\w+$/.test(to.rowFormat)) out.refuse('this row format', to.rowFormat);
    texts.push(`ROW_FORMAT=${to.rowFormat ?? 'DEFAULT'}`);
  }
  const before = from?.storage ?? [];
  for (const option of to.storage) if (!before.includes(option)) texts.push(storageOption(out, option));
  const stated = new Set(to.storage.map(keyOfOption));
  for (const option of before) {
    const key = keyOfOption(option);
    if (!stated.has(key)) texts.push(storageOption(out, `${key}=${zeroIsDefault.has(key) ? '0' : 'DEFAULT'}`));
  }
  if (changed('comment')) texts.push(`COMMENT=${out.comment(to.comment ?? '')}`);
  return texts;
};
