/** What every object of JavaScript inherits is a name like any other: of functions, types, tables, columns and units. */
import { describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { sameExpr } from '../../src/ir/same-expression.js';
import { emptySchema } from '../../src/ir/schema.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { parseExpression } from '../../src/sql/parse-expression.js';
import { parseTypeWords } from '../../src/sql/parse-type.js';
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

describe.each(inherited)('%s', (name) => {
  test.each(dialects)('is a function, a type and a unit on %s', (id) => {
    for (const word of [name, name.toLowerCase()])
      for (const text of [`${word}()`, `"${word}"()`, `${word}(a, '1 ${word}')`, `date_trunc('${word}', a)`]) {
        const read = parseExpression(text, id);
        if (isLeft(read)) continue;
        expect(sameExpr(read.right, read.right, () => null)).toBe(true);
        const printed = printExpression(styles[id])(read.right);
        if (isLeft(printed)) continue;
        expect(printed.right.toLowerCase()).toContain(name.toLowerCase());
      }
    expect(isLeft(printExpression(styles[id])(E.call(name)))).toBe(false);
    const dialect = dialectOf(id);
    if (isLeft(dialect)) throw new Error(id);
    for (const word of [name, name.toLowerCase(), `${name}(1)`]) {
      const words = parseTypeWords(word);
      expect(isLeft(words) || typeof words.right.name).not.toBe('function');
      expect(dialect.right.types.parse(word).kind).toBe('Native');
    }
  });

  test.each(dialects)('is planned or refused on %s', (id) => {
    const asked = [
      `      ${name}: { type: int, nullable: true }`,
      `      a: { type: text, nullable: true, default_sql: "${name}()" }`,
      `    checks: [ "${name}(a) = 1", "a <> '1 ${name}'" ]`,
    ];
    for (const lines of [asked, asked.slice(1)]) {
      const read = readSpec('spec.yaml', spec(lines));
      if (isLeft(read)) continue;
      const made = plan(whole(emptySchema), read.right, { dialect: id });
      expect(made._tag).toMatch(/^(?:Left|Right)$/);
    }
    for (const type of [name, `${name} with time zone`, `${name} without time zone`]) {
      const read = readSpec('spec.yaml', spec([`      a: { type: "${type}" }`]));
      expect(isLeft(read) && read.left.map((p) => p.code)).toEqual(['spec.unknown-type']);
    }
  });
});
