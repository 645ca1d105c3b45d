/** What every object of JavaScript inherits is a name like any other: of functions, types, tables, columns and units. */
import { describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { whole } from '../../src/ir/desired.js';
import { type DialectId, E } from '../../src/ir/expression.js';
import { emptySchema } from '../../src/ir/schema.js';
import { type Either, isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { printExpression } from '../../src/sql/print-expression.js';
import { styles } from '../sql/styles.js';
import { dialects } from './arbitrary-expression.js';

const inherited = Object.getOwnPropertyNames(Object.prototype);

const spec = (lines: ReadonlyArray<string>): string =>
  [
    'persistence:',
    '  entity:',
    '    table: t',
    '    fields:',
    '      id: { type: int, primary: true }',
    ...lines,
    '',
  ].join('\n');

const orThrow = <L, R>(e: Either<L, R>): R => {
  if (isLeft(e)) throw new Error(JSON.stringify(e.left));
  return e.right;
};

/** Double quotes hold a name, and are never about a string. */
const namesInDoubleQuotes = (id: DialectId): boolean => id === 'postgres' || id === 'sqlite';

describe.each(inherited)('%s', (name) => {
  test.each(dialects)('is a function, a type and a unit on %s', (id) => {
    const print = printExpression(styles[id]);
    for (const word of [name, name.toLowerCase()])
      for (const text of [`${word}()`, `"${word}"()`, `${word}(a, '1 ${word}')`, `date_trunc('${word}', a)`]) {
        const read = parseExpression(text, id);
        expect(isLeft(read)).toBe(text.startsWith('"') && !namesInDoubleQuotes(id));
        if (isLeft(read)) continue;
        const printed = orThrow(print(read.right));
        expect(printed.toLowerCase()).toContain(name.toLowerCase());
        expect(orThrow(parseExpression(printed, id))).toEqual(read.right);
      }
    expect(orThrow(print(E.call(name)))).toContain(name);
    for (const word of [name, name.toLowerCase(), `${name}(1)`])
      expect(orThrow(dialectOf(id)).types.parse(word).kind).toBe('Native');
  });

  test.each(dialects)('is planned on %s', (id) => {
    const asked = [
      `      a: { type: text, nullable: true, default_sql: "${name}()" }`,
      `    checks: [ "${name}(a) = 1", "a <> '1 ${name}'" ]`,
    ];
    const made = orThrow(plan(whole(emptySchema), orThrow(readSpec('spec.yaml', spec(asked))), { dialect: id }));
    const up = made.migrations
      .flatMap((m) => m.up)
      .flatMap((s) => s.statements.map((x) => x.sql))
      .join('\n');
    for (const said of [`${name}()`, `${name}(`, `'1 ${name}'`]) expect(up.toLowerCase()).toContain(said.toLowerCase());
  });

  test('is a field, or said to be none', () => {
    const read = readSpec('spec.yaml', spec([`      ${name}: { type: int, nullable: true }`]));
    const forbidden = ['constructor', '__proto__'].includes(name);
    expect(isLeft(read) ? read.left.map((p) => p.code) : []).toEqual(forbidden ? ['spec.forbidden-name'] : []);
    if (!isLeft(read)) expect(read.right.schema.tables[0]?.columns.map((c) => c.name)).toContain(name);
  });

  test('is no type of a spec', () => {
    for (const type of [name, `${name} with time zone`, `${name} without time zone`]) {
      const read = readSpec('spec.yaml', spec([`      a: { type: "${type}" }`]));
      expect(isLeft(read) && read.left.map((p) => p.code)).toEqual(['spec.unknown-type']);
    }
  });
});
