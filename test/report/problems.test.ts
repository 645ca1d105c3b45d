import { describe, expect, it } from 'vitest';
import { type Problem, problem } from '../../src/ir/problem.js';
import { problemWords, sentence } from '../../src/report/problem-words.js';
import { problemLines, problemsText } from '../../src/report/problems.js';

const at = { file: 'api/users.yaml', line: 12, column: 7 };

/** One of each code, with the data that its makers give. */
const samples: ReadonlyArray<Problem> = [
  problem('source.unreadable', { source: 'api/users.yaml', why: 'there is no such file' }, { ...at, line: null }),
  problem('source.unreadable', { file: '.env' }, null, 'Check the path given with --env-file.'),
  problem('source.too-large', { source: 'the text', why: 'more than 1000000 bytes' }, at),
  problem('source.syntax', { why: 'a second document begins' }, at, 'Keep one YAML document in a file.'),
  problem('source.syntax', { language: 'JSON', why: 'it is not valid JSON' }, at),
  problem('source.unsupported', { source: 'entity:App\\User', kind: 'an entity class', why: 'it is an entity class' }),
  problem('source.conflict', { what: 'users', why: 'both are databases' }),
  problem('source.empty', { source: 'api' }, { file: 'api', line: null, column: null }),
  problem('spec.unknown-key', { key: 'uniqe', in: 'field email' }, at, 'Did you mean "unique"?'),
  problem('spec.duplicate-key', { key: 'email' }, at),
  problem('spec.forbidden-name', { name: '__proto__' }, at, 'Choose another name.'),
  problem('spec.expected', { key: 'specs', expected: 'a list', found: '"api"' }, at),
  problem('spec.unknown-type', { type: 'strng' }, at, 'Did you mean "string"?'),
  problem('spec.bad-value', { key: 'length', value: '"long"', why: 'it is no whole number' }, at),
  problem('spec.missing-key', { key: 'type', in: 'field nick' }, at),
  problem('spec.unknown-column', { column: 'emial', table: 'users' }, at),
  problem('spec.ambiguous-scalar', { key: 'default', value: '010', why: 'octal or decimal' }, at),
  problem(
    'spec.conflict',
    { what: 'field email', table: 'users', first: 'api/a.yaml:3', second: 'api/users.yaml:12' },
    at,
  ),
  problem('expression.syntax', { key: 'backfill', text: 'a ||', message: 'expected an expression' }, at),
  problem('entity.unknown', { kind: 'class', name: 'App\\User\\Usr' }, at, 'Did you mean "App\\User\\User"?'),
  problem('entity.computed', { what: 'the default', entity: 'User', text: 'random()' }, at),
  problem('entity.invalid', { what: 'the length', entity: 'User', why: 'it is no whole number' }, at),
  problem('entity.unsupported', { what: '@Exclusion', entity: 'User' }, at),
  problem('entity.unresolved', { name: './role', what: 'the enum of role' }, at),
  problem('rename.unmatched', { name: 'nik:handle', table: 'users' }),
  problem('rename.conflict', { from: 'nick', to: 'handle' }, at),
  problem('rename.malformed', { text: 'nick=handle' }),
  problem('schema.missing-table', { table: 'users' }),
  problem('schema.missing-column', { table: 'users', column: 'nick' }),
  problem('schema.missing-object', { table: 'users', kind: 'index', name: 'ix' }),
  problem('schema.duplicate', { table: 'users', kind: 'index', name: 'ix' }),
  problem('schema.invalid', { what: 'two primary keys', table: 'users' }),
  problem('dialect.unsupported', { engine: 'SQLite', what: 'FULLTEXT indexes' }),
  problem('dialect.unsupported', {
    engine: 'MySQL',
    feature: 'keys over a whole text or blob',
    table: 'users',
    column: 'bio',
  }),
  problem('dialect.expression', { engine: 'MySQL', has: 'postgres' }),
  problem('dialect.type', { dialect: 'PostgreSQL', type: 'Year', why: 'it belongs to MySQL' }),
  problem('dialect.type', { dialect: 'PostgreSQL', from: 'date', to: 'int', why: 'no cast from date to int' }),
  problem('dialect.identifier', { name: 'x\u0000', why: 'it holds U+0000' }),
  problem(
    'dialect.name-taken',
    { engine: 'PostgreSQL', what: 'index', name: 'by_email', table: 'users', other: 'the index by_email of people' },
    { file: 'users.yaml', line: 3, column: 5 },
    'Choose another name for one of them.',
  ),
  problem('dialect.refused', { engine: 'MySQL', what: '1018 columns', table: 'users', why: 'there is room for 1017' }),
  problem('plan.cycle', { intents: 'AddForeignKey, DropTable' }),
  problem('plan.two-phase', {
    table: 'users',
    column: 'id',
    what: 'the rename to key',
    why: 'it is part of the primary key',
  }),
  problem('plan.opaque', { kind: 'view', name: 'v', table: 'users', why: 'it reads the column' }),
  problem('option.invalid', { option: '--timestamp', value: 'now', why: 'it is no moment' }),
  problem('option.unmatched', { option: '--fix', value: 'add-unique:user=keep_first' }, null, 'Did you mean "users"?'),
  problem('emit.unsupported', { emitter: 'cycle', what: ':x', why: 'PDO takes it for a placeholder' }),
];

describe('problems in words', () => {
  it('reads as a compiler’s message', async () => {
    await expect(`${problemsText(samples)}\n`).toMatchFileSnapshot('../../snapshots/report/problems.txt');
  });

  it('has a sample here for every code', () => {
    expect([...new Set(samples.map((p) => p.code))].sort()).toEqual(Object.keys(problemWords).sort());
  });

  it('says something even of a problem that brings no data', () => {
    for (const { code } of samples) {
      const said = sentence(problem(code));
      expect(said).not.toMatch(/undefined|null|\[object/);
      expect(said.length).toBeGreaterThan(8);
    }
  });

  it('shows values and places escaped, whatever they hold', () => {
    const evil = 'a\u001b[2J\nb\u202e';
    const lines = problemLines(problem('spec.unknown-key', { key: evil }, { ...at, file: evil }, evil));
    expect(lines.join('')).not.toMatch(/[\u001b\u202e\n]/);
    expect(lines).toHaveLength(2);
  });
});
