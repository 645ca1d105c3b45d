import { expect, test } from 'vitest';
import { renameColumn } from '../../src/intent/rename-column.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { check, column, emptySchema, foreignKey, index, indexPart, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';

const made = (name: string) => ({
  ...emptySchema,
  tables: [
    table(
      qname('t'),
      [
        column(name, T.text()),
        column('copy', T.text(), { default: { kind: 'Expression', expr: E.call('upper', E.column(name)) } }),
        column('computed', T.text(), { generated: { expr: E.call('lower', E.column(name)), stored: true } }),
      ],
      {
        primaryKey: { name: 'pk', columns: [{ name, prefix: null, order: 'asc' }] },
        uniques: [unique(['copy', name], { name: 'u', include: [name] })],
        checks: [check(E.isNull(E.column(name), true), { name: 'c' })],
        indexes: [index([indexPart(name), indexPart(E.column(name))], { name: 'i', where: E.isNull(E.column(name)) })],
        foreignKeys: [foreignKey([name], { table: qname('t'), columns: [name] }, { name: 'f' })],
      },
    ),
    table(qname('child'), [column('parent', T.text())], {
      foreignKeys: [foreignKey(['parent'], { table: qname('t'), columns: [name] }, { name: 'g' })],
    }),
  ],
});

test('everything that names a column follows its rename', () => {
  expect(renameColumn.apply({ kind: 'RenameColumn', table: qname('t'), from: 'old', to: 'new' }, made('old'))).toEqual({
    _tag: 'Right',
    right: made('new'),
  });
});
