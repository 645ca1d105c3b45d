/** `from` as an entity class, through the same readers as the command line's. */
import { expect, it } from 'vitest';
import { call, connected, refusalOf, withProject } from './client.js';

const user = `<?php
namespace App\\User;
use Cycle\\Annotated\\Annotation\\{Column, Entity};
#[Entity]
class User {
  #[Column('primary')] public int $id;
  #[Column('string(64)', nullable: true)] public ?string $nick;
}
`;

withProject(
  {
    'altair.config.yaml': 'connections:\n  main: { url: "sqlite:app.db" }\ndefault_connection: main\n',
    'composer.json': JSON.stringify({ autoload: { 'psr-4': { 'App\\': 'src/', 'Out\\': '../' } } }),
    'src/User/User.php': user,
    '../Outside.php': user.replace('App\\User', 'Out').replace('class User', 'class Outside'),
  },
  'CREATE TABLE users (id integer NOT NULL, PRIMARY KEY (id))',
);

it('plans what an entity class asks for, and reads nothing outside the project', async () => {
  const s = await connected();
  try {
    for (const from of ['App\\User\\User', '\\App\\User\\User', 'entity:src/User/User.php#User', 'entity:src']) {
      const { document } = await call(s, 'framework__plan_migration', { from });
      expect(document['operations'], from).toMatchObject([{ op: 'add_column', table: 'users', column: 'nick' }]);
    }
    for (const [from, code] of [
      ['Out\\Outside', 'entity.unknown'],
      ['entity:../Outside.php', 'source.unreadable'],
      ['App\\User\\Usr', 'entity.unknown'],
    ] as const)
      expect(refusalOf(await call(s, 'framework__plan_migration', { from })).code, from).toBe(code);
  } finally {
    await s.close();
  }
});
