/** What is known of an expression without running it. */
import { describe, expect, test } from 'vitest';
import { readProgram } from '../../../../src/read/entity/typescript/program.js';
import { reflect } from '../../../../src/read/entity/typescript/reflect.js';
import type { Program } from '../../../../src/read/entity/typescript/scope.js';
import type { Value } from '../../../../src/read/entity/typescript/value.js';

const program = (files: Readonly<Record<string, string>>): Program => {
  const read = readProgram(Object.entries(files).map(([name, text]) => ({ name, text })));
  if (read._tag === 'Left') throw new Error(JSON.stringify(read.left));
  return read.right;
};

/** A value without its places. */
const plain = (v: Value | null | undefined): unknown => {
  if (v === null || v === undefined) return v;
  switch (v.kind) {
    case 'Literal':
      return v.value;
    case 'List':
      return v.items.map(plain);
    case 'Map':
      return Object.fromEntries([...v.entries].map(([k, e]) => [k, plain(e.value)]));
    case 'Global':
      return `global ${v.name}`;
    case 'Foreign':
      return `${v.name} of ${v.from}`;
    case 'Member':
      return [plain(v.of), v.name];
    case 'Call':
      return { call: plain(v.callee), args: v.args.map(plain) };
    case 'New':
      return { new: plain(v.callee), args: v.args.map(plain) };
    case 'Unknown':
      return `unknown: ${v.text}: ${v.why}`;
    case 'Class':
      return `class ${v.class.name}`;
    default:
      return v.kind;
  }
};

const evaluated = (expression: string, before = '', more: Readonly<Record<string, string>> = {}): unknown => {
  const p = program({ 'src/a.ts': `${before}\nexport const x = ${expression};`, ...more });
  const [m] = p.modules;
  return plain(m === undefined ? null : p.named(m, 'x'));
};

describe('values', () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the text is a program
  test.each([
    ["'a' + 1", '', 'a1'],
    ['`a${n}b`', 'const n = 2;', 'a2b'],
    ['2 * 60 * 60', '', 7200],
    ['-1.5', '', -1.5],
    ['9007199254740993n', '', 9007199254740993n],
    [
      "{ a: 1, ...base, 'b-c': [true, null] }",
      'const base = { a: 2, d: undefined };',
      { a: 2, d: undefined, 'b-c': [true, null] },
    ],
    ["(['a', ...more] as const)", "const more = ['b'] as const;", ['a', 'b']],
    ['Object.values(Role)', "enum Role { A = 'a', B = 'b' }", ['a', 'b']],
    ['Object.keys(Size)', 'enum Size { S, M = 4, L }', ['0', '4', '5', 'S', 'M', 'L']],
    ['Size.L', 'enum Size { S, M = 4, L }', 5],
    ['Flags.Both', 'enum Flags { A = 1 << 0, B = 1 << 1, Both = A | B }', 3],
    ["map['key'].of", "const map = { key: { of: 'it' } } satisfies object;", 'it'],
    ['true ? 1 : 2', '', 1],
    ["options.name ?? 'none'", 'const options = {} as { name?: string };', 'none'],
    ['inner', 'const { deep: { inner } } = { deep: { inner: 3 } };', 3],
    ["named('id')", 'const named = (name: string, size = 10) => ({ name, size });', { name: 'id', size: 10 }],
    ['both()', 'function both() { const a = 1; return [a, a + 1]; }', [1, 2]],
  ])('%s', (expression, before, value) => {
    expect(evaluated(expression, before)).toEqual(value);
  });

  test('what a package gives is known by its name there, whatever it is called here', () => {
    expect(evaluated('T({ a: 1 }).b', "import { Table as T } from 'orm';")).toEqual([
      { call: 'Table of orm', args: [{ a: 1 }] },
      'b',
    ]);
    expect(evaluated('orm.Table', "import * as orm from 'orm';")).toBe('Table of orm');
    expect(evaluated("require('orm').Table")).toBe('Table of orm');
  });

  test('names are followed through files, folders, re-exports and paths from the project', () => {
    const files = {
      'src/b/index.ts': "export * from './c.js'; export { one as first } from './c.js'; export * as all from './c.js';",
      'src/b/c.ts': 'export const one = 1; export default class Two {} export enum E { A }',
    };
    expect(
      evaluated(
        '[one, first, all.one, two, E.A]',
        "import { one, first, all } from './b'; import two, { E } from './b/c';",
        files,
      ),
    ).toEqual([1, 1, 1, 'class Two', 0]);
    expect(evaluated('one', "import { one } from '@/b/c';", files)).toBe('one of @/b/c');
    const app = { 'app/src/b/c.ts': 'export const one = 1;' };
    expect(evaluated('one', "import { one } from 'src/b/c';", app)).toBe(1);
    expect(evaluated('none', "import { none } from './nowhere';")).toBe('none of ./nowhere');
  });

  test('what is worked out when the program runs is unknown, with its text', () => {
    expect(evaluated('process.env.NAME')).toEqual([['global process', 'env'], 'NAME']);
    expect(evaluated('`${process.env.NAME}`')).toBe('unknown: `${process.env.NAME}`: a part of the text is not known');
    expect(evaluated('y', 'let y = 1;')).toBe('unknown: y: it is not a constant');
    expect(evaluated('y', 'const y = x;')).toContain('unknown');
    expect(evaluated('f(3)', 'const f = (n: number): number => n === 0 ? 0 : f(n - 1);')).toBe(0);
    expect(evaluated('f(3)', 'const f = (n: number): number => f(n + 1);')).toHaveProperty('call');
    expect(evaluated('f()', 'const f = () => { for (;;) {} };')).toHaveProperty('call');
  });

  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the text is a program

  test('one declaration gives one object, from wherever it is asked', () => {
    const p = program({
      'a.ts': "export const t = f('t');",
      'b.ts': "import { t } from './a'; export const r = () => t.id;",
    });
    const [a, b] = p.modules;
    if (a === undefined || b === undefined) throw new Error('two modules');
    const r = p.named(b, 'r');
    const member = r?.kind === 'Function' ? r.apply([]) : null;
    expect(member?.kind === 'Member' ? member.of : null).toBe(p.named(a, 't'));
  });
});

test('decorators, members and their places', () => {
  const p = program({
    'a.ts': `import { Entity, Column } from 'orm';
@Entity('users')
export class User extends Base<string> {
  static readonly table = 'u';
  constructor(@Inject() private readonly x: string) {}
  @Column({ length: User.table.length }) name?: string = 'n';
}`,
  });
  const [user] = p.classes();
  expect(user?.decorators.map((d) => [plain(d.callee), d.args.map(plain), d.at.line])).toEqual([
    ['Entity of orm', ['users'], 2],
  ]);
  expect(plain(user?.parent)).toBe('global Base');
  const name = user?.members.find((m) => m.name === 'name');
  expect([name?.optional, plain(name?.initial), name?.at]).toEqual([true, 'n', { file: 'a.ts', line: 6, column: 42 }]);
  expect(name?.decorators.map((d) => d.args.map(plain))).toEqual([[{ length: 1 }]]);
});

test.each([
  ['string', 'global String'],
  ['string | null', 'global String'],
  ["'a' | 'b'", 'global String'],
  ['1 | 2', 'global Number'],
  ['string | number', 'global Object'],
  ['Alias | undefined', 'global String'],
  ['Role', 'global String'],
  ['Role.A', 'global String'],
  ['Size', 'global Number'],
  ['Shape', 'global Object'],
  ['Other', 'class Other'],
  ['Other[]', 'global Array'],
  ['Promise<Other>', 'global Promise'],
  ['Relation<Other>', 'Relation of orm'],
  ['Date', 'global Date'],
  ['Buffer', 'global Buffer'],
  ['Record<string, unknown>', 'global Object'],
  ['any', 'global Object'],
  ['readonly string[]', 'global Array'],
  ['bigint', 'global BigInt'],
])('the type %s is found as %s', (type, found) => {
  const p = program({
    'a.ts': `import type { Relation } from 'orm';
type Alias = string; interface Shape { a: 1 } class Other {}
enum Role { A = 'a' } enum Size { S }
class C { p: ${type} }`,
  });
  const member = p.classes().find((c) => c.name === 'C')?.members[0];
  const [m] = p.modules;
  expect(member?.type != null && m !== undefined ? plain(reflect(p, m, member.type)) : null).toBe(found);
});

test('a file that does not parse is a problem with its place', () => {
  const read = readProgram([{ name: 'a.ts', text: 'export class A {\n  a b\n}' }]);
  expect(read).toMatchObject({ _tag: 'Left', left: [{ code: 'source.syntax', at: { file: 'a.ts', line: 2 } }] });
});
