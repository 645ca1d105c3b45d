import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/check/registry.js';
import { altair, withAltair } from './altair.js';

withAltair();

const suggested = async (...words: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const { code, stdout, stderr } = await altair('complete', '--', ...words);
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .split('\n')
    .filter((line) => line !== '' && !/^:\d+$/.test(line))
    .map((line) => line.split('\t')[0] ?? '');
};

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (shell) => {
    const { code, stdout, stderr } = await altair('completion', shell);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('altair');
    if (shell !== 'bash') return;
    expect(spawnSync('bash', ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('refuses another shell', async () => {
    const { code, stderr } = await altair('completion', 'csh');
    expect(code).toBe(2);
    expect(stderr).toContain('csh');
  });

  it('knows commands, options and the words they take', async () => {
    expect(await suggested('db:')).toEqual(['db:migration-plan', 'db:schema']);
    expect(await suggested('db:migration-plan', '--conf')).toEqual(['--config', '--confirm']);
    expect(await suggested('db:migration-plan', '--show')).toEqual(['--show-values']);
    expect(await suggested('db:migration-plan', '--strategy', '')).toEqual(['auto', 'two-phase', 'single']);
    expect(await suggested('explain', '')).toEqual(checks.map((c) => c.code));
  });
});
