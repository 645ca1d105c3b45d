/**
 * A PHP class for Cycle's own migrator (cycle/migrations 4). Everything goes through execute(): our SQL is exact, and
 * Cycle's table blueprint would lose lengths, checks, collations and triggers. Facts about Cycle that this rests on:
 * it opens one transaction around up() or down() and commits it afterwards; execute() prepares, so it takes one statement
 * a call; file names are read as Ymd.His_CHUNK_NAME; a class name is loaded once, so it carries the file's mark.
 */
import type { DialectId } from '../../ir/expression.js';
import type { Problem } from '../../ir/problem.js';
import type { Migration, Plan, Step } from '../../plan/plan.js';
import { collect, isLeft, map, right, traverse, type Validated } from '../../prelude.js';
import { blocks, isOneWay } from '../blocks.js';
import type { EmitOptions, Emitter } from '../emitter.js';
import { type MigrationName, migrationNames, pathIn, slug, studly } from '../file-name.js';
import { version } from '../sql.js';
import { pdoText } from './pdo.js';
import { phpLiteral } from './php-literal.js';

const indent = '        ';

const execute = (plan: Plan, sql: string): Validated<Problem, string> =>
  map((text: string) => {
    const literal = phpLiteral(text, `${indent}    `);
    return literal.includes('\n')
      ? `${indent}$this->database()->execute(\n${indent}    ${literal}\n${indent});`
      : `${indent}$this->database()->execute(${literal});`;
  })(pdoText(plan.dialect, sql));

const utf8mb4 = `${indent}// Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
${indent}$this->database()->execute('SET NAMES utf8mb4');`;

/**
 * What makes Cycle's connection one on which the statements mean the same. MySQL and MariaDB: it begins with SET NAMES
 * "UTF8" (cycle/database, Config/MySQL/ConnectionConfig), and what a check or a trigger says is kept with the character
 * set it was said in. SQLite: the migrator has fetched one row of its journal and left the query open in the driver's
 * cache; until it is closed, no table and no index can be dropped (https://sqlite.org/rescode.html#locked). Asking for
 * the schema handler empties that cache.
 */
const first: Readonly<Record<DialectId, string | null>> = {
  postgres: null,
  mysql: utf8mb4,
  mariadb: utf8mb4,
  sqlite: `${indent}// Closes the migrator's own query; SQLite drops no table while one is open.
${indent}$this->database()->getDriver()->getSchemaHandler();`,
};

const commit = `${indent}$this->database()->commit();`;
const begin = `${indent}$this->database()->begin();`;

/**
 * Cycle has begun a transaction when the body starts and commits one when it ends; in between the plan's own borders are
 * kept. On an engine whose DDL commits by itself there is nothing to keep.
 */
const lines = (plan: Plan, steps: ReadonlyArray<Step>, transactional: boolean): Validated<Problem, string> => {
  const out: Validated<Problem, string>[] = [];
  let open = true;
  let used = false;
  for (const { transaction, statements } of blocks(steps)) {
    if (transactional) {
      if (open && (transaction === null || used)) out.push(right(commit));
      if (transaction !== null && (!open || used)) out.push(right(begin));
      open = transaction !== null;
      used = open;
    }
    out.push(...statements.map((sql) => execute(plan, sql)));
  }
  if (!open) out.push(right(begin));
  const before = first[plan.dialect];
  if (before !== null && out.length > 0) out.unshift(right(before));
  return map((all: ReadonlyArray<string>) => all.join('\n'))(collect(out));
};

const refusal = `${indent}throw new \\LogicException('This migration cannot be undone.');`;
const remark = `${indent}// Not everything comes back; the plan says what does not.`;

const phpClass = (plan: Plan, migration: Migration, name: MigrationName, options: EmitOptions) => {
  const up = lines(plan, migration.up, options.transactional);
  const back = lines(plan, migration.down, options.transactional);
  const down = isOneWay(migration)
    ? right(refusal)
    : migration.irreversible.length > 0
      ? map((body: string) => `${remark}\n${body}`)(back)
      : back;
  return map(([upBody, downBody]: ReadonlyArray<string>) =>
    [
      '<?php',
      '',
      'declare(strict_types=1);',
      '',
      'namespace Migration;',
      '',
      'use Cycle\\Migrations\\Migration;',
      '',
      '/**',
      ` * ${name.slug}${migration.phase === null ? '' : ` (${migration.phase})`}, for ${plan.dialectName} ${version(plan)}.`,
      ' */',
      `final class ${studly(name.slug)}_${name.mark} extends Migration`,
      '{',
      `    protected const DATABASE = ${phpLiteral(options.database)};`,
      '',
      '    public function up(): void',
      '    {',
      ...(upBody === '' ? [] : [upBody]),
      '    }',
      '',
      '    public function down(): void',
      '    {',
      ...(downBody === '' ? [] : [downBody]),
      '    }',
      '}',
      '',
    ].join('\n'),
  )(collect([up, down]));
};

export const cycle: Emitter = {
  id: 'cycle',
  extension: '.php',
  files: (plan, options) => {
    const names = migrationNames(plan.migrations, options, ['.php']);
    return traverse(plan.migrations, (migration, i) => {
      const fallback = slug(migration.name);
      const name = names[i] ?? { stem: fallback, mark: String(i), slug: fallback };
      const contents = phpClass(plan, migration, name, options);
      return isLeft(contents)
        ? contents
        : right({
            path: pathIn(options.directory, `${name.stem}.php`),
            contents: contents.right,
            migration: i,
            direction: 'both' as const,
          });
    });
  },
};
