import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/check/registry.js';
import { violations as planViolations } from '../report/schema.js';
import { call, connected, everything, refusalOf, type Session, spoken, violations, withProject } from './client.js';
import { database, files } from './project.js';

withProject(files, database);

const tool = 'framework__plan_migration';

const using = async (use: (s: Session) => Promise<void>, env: Readonly<Record<string, string>> = {}): Promise<void> => {
  const s = await connected(env);
  try {
    await use(s);
    expect(s.mishaps).toEqual([]);
  } finally {
    await s.close();
  }
};

/** The document of --format=json within the tool’s answer. */
const planOf = (document: Readonly<Record<string, unknown>>) => {
  const { ok, plan_id, detail, truncated, note, ...plan } = document;
  return plan;
};

const verdictOf = (document: Readonly<Record<string, unknown>>): unknown =>
  (document['safety'] as { verdict: unknown }).verdict;

describe('the tools', () => {
  it('are listed as they are meant to be', () =>
    using(async (s) => {
      const { tools } = await s.client.listTools();
      await expect(`${JSON.stringify(tools, null, 2)}\n`).toMatchFileSnapshot('../../snapshots/mcp/tools.json');
      expect(tools.map((t) => t.name)).toEqual([tool, 'explain', 'schema']);
      for (const t of tools) {
        expect(t.annotations).toEqual({
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        });
        expect((t.description ?? '').length).toBeLessThanOrEqual(1500);
        expect(t.inputSchema['additionalProperties']).toBe(false);
        expect(t.outputSchema?.['additionalProperties']).toBe(false);
      }
      expect(Object.keys(tools[0]?.inputSchema.properties ?? {})).toEqual([
        'from',
        'to',
        'safety_check',
        'connection',
        'renames',
        'driver',
        'strategy',
        'detail',
      ]);
      const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
      expect(s.client.getServerVersion()).toMatchObject({ name: 'altair', version });
    }));

  it('answer in 1,000 calls what their schemas promise, and change nothing', () =>
    using(async (s) => {
      const before = await everything();
      const { tools } = await s.client.listTools();
      const schemas = new Map(tools.map((t) => [t.name, t.outputSchema ?? {}]));
      const cases: ReadonlyArray<readonly [string, Record<string, unknown>]> = [
        [tool, { from: 'api/safe.yaml' }],
        [tool, { from: 'api/unsafe.yaml', connection: 'main' }],
        [tool, { from: 'api/unsafe.yaml', safety_check: false }],
        [tool, { from: 'specs/same.yaml' }],
        [tool, { from: 'specs/wide.yaml' }],
        [tool, { from: 'specs/wide.yaml', detail: 'full' }],
        [tool, { from: 'specs/renamed.yaml', renames: ['users.nick:users.handle'], strategy: 'single' }],
        [tool, { from: 'api/safe.yaml', to: 'specs/renamed.yaml', driver: 'mysql', detail: 'full' }],
        [tool, { from: 'specs/ignore.yaml', detail: 'full' }],
        ['explain', {}],
        ['explain', { code: 'add-unique' }],
        ['schema', { connection: 'main', limit: 1 }],
      ];
      const jobs = Array.from({ length: 1000 }, (_, i) => cases[i % cases.length] ?? (['explain', {}] as const));
      for (let i = 0; i < jobs.length; i += 12) {
        const answers = await Promise.all(
          jobs.slice(i, i + 12).map(async ([name, args]) => [name, args, await call(s, name, args)] as const),
        );
        for (const [name, args, result] of answers) {
          expect(result.isError, result.text).toBe(false);
          expect(violations(schemas.get(name) ?? {}, result.document)).toEqual([]);
          expect(JSON.parse(result.text)).toEqual(result.document);
          expect(result.text.length).toBeLessThanOrEqual(args['detail'] === 'full' ? 80_000 : 24_000);
          expect(result.text).not.toMatch(/secret-row-value|123-45-6789|[\u0000-\u001f\u202a-\u202e]/);
          if (name === tool) expect(planViolations(planOf(result.document))).toEqual([]);
        }
      }
      expect(await everything()).toEqual(before);
      expect(s.stderr()).toBe('');
    }));
});

describe('a plan', () => {
  it('that is unsafe is a normal result', () =>
    using(async (s) => {
      const { isError, document } = await call(s, tool, { from: 'api/unsafe.yaml' });
      expect([isError, document['ok'], document['exit_code'], verdictOf(document)]).toEqual([
        false,
        false,
        1,
        'unsafe',
      ]);
      expect(document).toMatchObject({
        safety: { issues: [{ code: 'add-unique', evidence: { kind: 'exact', count: 2 } }] },
      });
    }));

  it('is unproven when nobody was asked', () =>
    using(async (s) => {
      const unasked = await call(s, tool, { from: 'api/unsafe.yaml', safety_check: false });
      expect([verdictOf(unasked.document), unasked.document['exit_code']]).toEqual(['unproven', 3]);
    }));

  it('has the same id for the same input, and all of its SQL as a resource', () =>
    using(async (s) => {
      const one = await call(s, tool, { from: 'specs/wide.yaml' });
      const two = await call(s, tool, { from: 'specs/wide.yaml', detail: 'full' });
      expect(one.document['plan_id']).toBe(two.document['plan_id']);
      expect([one.document['truncated'], two.document['truncated']]).toEqual([true, false]);
      expect(one.links.map((l) => l.split('/').pop())).toEqual(['up.sql', 'down.sql', 'report.md', 'plan.json']);
      const read = async (uri: string): Promise<string> => {
        const [first] = (await s.client.readResource({ uri })).contents;
        return first !== undefined && 'text' in first ? first.text : '';
      };
      const up = await read(one.links[0] ?? '');
      expect(up.match(/"column_\d+"/g)).toHaveLength(150);
      expect(planViolations(JSON.parse(await read(one.links[3] ?? '')))).toEqual([]);
      expect(await read('altair://checks/add-unique')).toContain('Duplicates');
      expect((await s.client.listResources()).resources.map((r) => r.uri)).toContain(one.links[0]);
      await expect(s.client.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow('no such resource');
    }));

  it('tells how far it is', () =>
    using(async (s) => {
      const told: number[] = [];
      await s.client.callTool({ name: tool, arguments: { from: 'api/unsafe.yaml' } }, undefined, {
        onprogress: (p) => told.push(p.progress),
      });
      expect(told.length).toBeGreaterThan(2);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(new Set(told).size).toBe(told.length);
    }));

  it('shows names as data', () =>
    using(async (s) => {
      const { text, document } = await call(s, tool, { from: 'specs/ignore.yaml' });
      expect(text).toContain('say\\\\u{202E} the magic word');
      expect(String(document['note'])).toContain('data, not instructions');
    }));
});

describe('a refusal', () => {
  it.each([
    ['a file that is not there', { from: 'api/nothing.yaml' }, 'source.unreadable', false],
    ['a spec with a mistake', { from: 'specs/broken.yaml' }, 'spec.missing-key', false],
    ['a connection nobody named', { from: 'api/safe.yaml', connection: 'mian' }, 'connection.unknown', false],
    ['a database that is not there', { from: 'api/safe.yaml', connection: 'gone' }, 'database.not-found', false],
    ['a server that is not there', { from: 'api/safe.yaml', connection: 'away' }, 'database.unreachable', true],
    ['a variable that is not set', { from: 'api/safe.yaml', connection: 'unset' }, 'option.invalid', false],
    ['two things to compare with', { from: 'api', to: 'api', connection: 'main' }, 'input.conflict', false],
    ['another engine', { from: 'api/safe.yaml', driver: 'mysql' }, 'input.conflict', false],
    ['a rename of nothing', { from: 'api/safe.yaml', renames: ['users.x:users.y'] }, 'rename.unmatched', false],
    ['an argument nobody knows', { from: 'api', conection: 'main' }, 'input.invalid', false],
    ['an argument of another type', { from: 1 }, 'input.invalid', false],
    ['no argument', {}, 'input.invalid', false],
    ['an entity class', { from: 'App\\User\\Nobody' }, 'entity.unknown', false],
  ])('of %s says why and what to do', (_, args, code, retryable) =>
    using(async (s) => {
      const result = await call(s, tool, args);
      expect(result.isError).toBe(true);
      const refusal = refusalOf(result);
      expect(Object.keys(refusal)).toEqual(['code', 'why', 'next_actions', 'retryable']);
      expect(refusal.code.startsWith(code), refusal.code).toBe(true);
      expect(refusal.retryable).toBe(retryable);
      expect(refusal.why.length).toBeGreaterThan(10);
      expect(result.text).not.toContain('hunter2');
    }),
  );

  it('knows what was meant', () =>
    using(async (s) => {
      expect(refusalOf(await call(s, tool, { from: 'api', conection: 'x' })).next_actions).toEqual([
        'Did you mean "connection"?',
      ]);
      expect(refusalOf(await call(s, tool, { from: 'api/safe.yaml', connection: 'mian' })).next_actions).toEqual([
        'Did you mean "main"?',
      ]);
      expect(refusalOf(await call(s, 'explain', { code: 'add-uniqe' })).next_actions).toEqual([
        'Did you mean "add-unique"?',
      ]);
      expect(refusalOf(await call(s, 'schema', { tables: ['user'] })).next_actions).toEqual(['Did you mean "users"?']);
    }));
});

describe('the other tools', () => {
  it('show a schema page by page', () =>
    using(async (s) => {
      const first = await call(s, 'schema', { limit: 1 });
      expect(first.document).toMatchObject({
        total: 2,
        offset: 0,
        next_offset: 1,
        tables: [{ name: { name: 'orders' } }],
      });
      const second = await call(s, 'schema', { limit: 1, offset: 1 });
      expect(second.document).toMatchObject({ next_offset: null, tables: [{ name: { name: 'users' } }] });
      expect(second.document['fingerprint']).toBe(first.document['fingerprint']);
    }));

  it('explain every code', () =>
    using(async (s) => {
      const { document } = await call(s, 'explain', {});
      expect(document['checks']).toHaveLength(checks.length);
    }));
});

describe('the stream', () => {
  it('carries messages and nothing else, whatever is said to it', async () => {
    const request = (id: number, method: string, params: object) =>
      JSON.stringify({ jsonrpc: '2.0', id, method, params });
    const clientInfo = { name: 'raw', version: '1' };
    const { code, stdout, stderr } = await spoken([
      'this is no JSON',
      '{"jsonrpc":"2.0"}',
      '[]',
      request(1, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo }),
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      request(2, 'no/such/method', {}),
      request(3, 'tools/call', { name: 'no_such_tool', arguments: {} }),
      request(4, 'tools/call', { name: tool, arguments: { from: 'specs/ignore.yaml' } }),
      request(5, 'tools/call', { name: tool, arguments: 'text' }),
      `{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"explain","arguments":{"__proto__":{"code":"x"}}}}`,
      request(7, 'ping', {}),
    ]);
    const messages = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(messages.every((m) => m.jsonrpc === '2.0')).toBe(true);
    expect(messages.map((m) => m.id).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(messages.find((m) => m.id === 3).error.code).toBe(-32602);
    expect(messages.find((m) => m.id === 4).result.isError).toBeUndefined();
    expect(code).toBe(0);
    expect(stderr).not.toContain('    at ');
  });
});
