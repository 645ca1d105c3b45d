/** Entity classes on the command line. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { violations } from '../report/schema.js';
import { altair, here, put, withAltair } from './altair.js';

withAltair();

const user = (more = ''): string => `<?php
namespace App\\User;
use Cycle\\Annotated\\Annotation\\{Column, Entity};
#[Entity]
class User {
  #[Column('primary')] public int $id;
  #[Column('string(64)')] public string $email;
  ${more}
}
`;
const displayName = "#[Column('string', nullable: true)] public ?string $displayName;";
const composer = JSON.stringify({ require: { 'cycle/orm': '^2.0' }, autoload: { 'psr-4': { 'App\\': 'src/' } } });
const database = (): void => {
  const db = new Database(here('app.db'));
  db.exec('CREATE TABLE users (id integer NOT NULL, email text (64) NOT NULL, PRIMARY KEY (id))');
  db.close();
};

const plan = 'db:migration-plan';
const at = '--timestamp=2026-05-27T11:45:23Z';

describe('--from-entity', () => {
  it('plans what the class asks for, and writes it for Cycle', async () => {
    await put({ 'composer.json': composer, 'src/User/User.php': user(displayName) });
    database();
    const run = [plan, '--from-entity=App\\User\\User', '--db=sqlite:app.db', at];
    const { code, stdout, stderr } = await altair(...run, '--format=json', '--output=migrations');
    expect([code, stderr]).toEqual([0, 'wrote migrations/20260527.114523_0_add_display_name_to_users.php\n']);
    const document = JSON.parse(stdout);
    expect(violations(document)).toEqual([]);
    expect(document.operations).toMatchObject([{ op: 'add_column', table: 'users', column: 'display_name' }]);
    const file = readFileSync(here('migrations/20260527.114523_0_add_display_name_to_users.php'), 'utf8');
    expect(file).toContain('ADD COLUMN "display_name" text(255)');
  });

  it('finds nothing to do where nothing is', async () => {
    await put({ 'composer.json': composer, 'src/User/User.php': user() });
    database();
    const { code, stdout } = await altair(plan, '--from-entity=App\\User\\User', '--db=sqlite:app.db');
    expect([code, stdout]).toEqual([0, 'Nothing to do: the database already is what the specs say.\n']);
  });

  it('drops what the class does not have any more', async () => {
    await put({ 'composer.json': composer, 'src/User/User.php': user().replace(/.*email.*\n/, '') });
    database();
    const { code, stdout } = await altair(plan, '--from-entity=App\\User\\User', '--db=sqlite:app.db');
    expect([code, stdout.includes('DROP COLUMN email')]).toEqual([0, true]);
  });

  it('takes the engine of --driver where no database is asked', async () => {
    await put({ 'composer.json': composer, 'src/User/User.php': user() });
    const said = async (driver: string) => (await altair('db:schema', 'entity:src', `--driver=${driver}`)).stdout;
    expect(await said('mysql')).toContain('id INT NOT NULL AUTO_INCREMENT');
    expect(await said('postgres')).toContain('id INTEGER NOT NULL SERIAL');
  });

  it('compares a class with itself at a revision', async () => {
    await put({ 'composer.json': composer, 'src/User/User.php': user() });
    const git = (...args: ReadonlyArray<string>) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
        cwd: here(),
        stdio: 'ignore',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    await put({ 'src/User/User.php': user(displayName) });
    const sides = ['--from=entity:App\\User\\User@HEAD', '--to=entity:App\\User\\User'];
    const { code, stdout } = await altair(plan, ...sides, '--allow-unproven');
    expect([code, stdout.includes('ADD COLUMN display_name VARCHAR(255)')]).toEqual([0, true]);
  });

  it('refuses with the place and a suggestion', async () => {
    await put({ 'composer.json': composer, 'src/User/User.php': user("#[Column('strng')] public $x;") });
    const wrong = await altair(plan, '--from-entity=App\\User\\User', '--from=schema.json');
    expect(wrong.code).toBe(2);
    const typo = await altair('db:schema', 'entity:App\\User\\User');
    expect([typo.code, typo.stderr]).toEqual([
      2,
      'error: src/User/User.php:8:29: the type strng of x of "users" is not understood\n  Did you mean "string"?\n',
    ]);
    expect((await altair('db:schema', 'entity:App\\User\\Usr')).stderr).toContain('Did you mean App\\User\\User?');
  });
});
