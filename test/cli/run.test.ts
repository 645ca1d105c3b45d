import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { streamOf } from '../../src/cli/stream.js';
import { left, right } from '../../src/prelude.js';
import { exitCode, exitCodeOf } from '../../src/report/exit-code.js';
import type { FormatId } from '../../src/report/registry.js';
import { violations } from '../report/schema.js';

const nobody = new AbortController().signal;

const told = async (
  command: Parameters<typeof run>[0],
  given: { format: FormatId; trace: boolean } = { format: 'human', trace: false },
  signal = nobody,
) => {
  const manner = { ...given, signal };
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await run(command, manner, { stdout: streamOf(stdout), stderr: streamOf(stderr) });
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
};

const broken = () => Promise.reject(new Error('the impossible\u001b[2J happened'));

describe('run', () => {
  it('says that it was stopped, whatever the command made of it', async () => {
    const stop = new AbortController();
    stop.abort(143);
    const done = { exitCode: exitCode.safe, output: 'a plan', notes: ['wrote it'] };
    for (const command of [broken, () => Promise.resolve(right(done))]) {
      const json = await told(command, { format: 'json', trace: false }, stop.signal);
      expect([json.code, json.stderr]).toEqual([143, 'error: stopped; nothing was written\n']);
      expect(JSON.parse(json.stdout)).toMatchObject({ exit_code: 143, error: { code: 'stopped' } });
      expect(violations(JSON.parse(json.stdout))).toEqual([]);
    }
  });

  it('says in one line that a defect is ours, and shows the stack only when asked', async () => {
    const short = await told(broken);
    expect(short.code).toBe(70);
    expect(short.stdout).toBe('');
    expect(short.stderr).toMatch(
      /^error: this is a defect of altair: the impossible\\u\{1B\}\[2J happened\n {2}Please report it/,
    );
    expect(short.stderr).not.toContain('    at ');
    expect((await told(broken, { format: 'human', trace: true })).stderr).toContain('    at ');
  });

  it('shows no secret with a defect, and nothing of it does anything on a terminal', async () => {
    const secret = 'hunter2-Canary/9';
    process.env['DB_PASSWORD'] = secret;
    process.env['DATABASE_URL'] = 'postgres://app:other-Canary%2F8@db.example/shop';
    try {
      const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
      const leaking = () =>
        Promise.reject(new Error(`${forms.join(' ')} mysql://u:x@h/d other-Canary/8 other-Canary%2F8\u001b[2J`));
      for (const format of ['human', 'json'] as const) {
        const { stdout, stderr } = await told(leaking, { format, trace: true });
        expect(stderr).toContain('    at ');
        expect(`${stdout}${stderr}`).not.toMatch(/Canary|aHVudGVyMi1DYW5hcnkvOQ|u:x@|\u001b\[2J/);
      }
    } finally {
      delete process.env['DB_PASSWORD'];
      delete process.env['DATABASE_URL'];
    }
  });

  it('gives a defect a document too', async () => {
    const { code, stdout } = await told(broken, { format: 'json', trace: false });
    const document = JSON.parse(stdout);
    expect([code, document.exit_code]).toEqual([70, 70]);
    expect(violations(document)).toEqual([]);
  });

  it('puts data on stdout and talk on stderr', async () => {
    expect(await told(async () => right({ exitCode: 1, output: 'data\n', notes: ['wrote x'] }))).toEqual({
      code: 1,
      stdout: 'data\n',
      stderr: 'wrote x\n',
    });
    const failure = { code: 'usage.x', message: 'no', file: 'f', line: 1, column: 2, hint: 'yes' };
    expect(await told(async () => left({ exitCode: 2, failures: [failure, failure] }))).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: f:1:2: no\n  yes\nf:1:2: no\n  yes\n',
    });
  });

  it('keeps to the numbers that are promised', () => {
    expect(exitCode).toEqual({
      safe: 0,
      unsafe: 1,
      usage: 2,
      unproven: 3,
      database: 4,
      defect: 70,
      interrupted: 130,
      terminated: 143,
    });
    expect((['safe', 'unsafe', 'unproven'] as const).map(exitCodeOf)).toEqual([0, 1, 3]);
  });
});
