/** Reads one file of tables; its imports are written for it. */
import { plan } from '../../../../src/compile.js';
import { type Desired, whole } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import { emptySchema } from '../../../../src/ir/schema.js';
import { isLeft } from '../../../../src/prelude.js';
import { drizzle } from '../../../../src/read/entity/drizzle/index.js';
import type { EntityRequest } from '../../../../src/read/entity/framework.js';
import { problemsText } from '../../../../src/report/problems.js';

type Part = 'pg' | 'mysql' | 'sqlite';
const dialects: Readonly<Record<Part, DialectId>> = { pg: 'postgres', mysql: 'mysql', sqlite: 'sqlite' };

/** The file begins with its imports, on one line: a table stands on line 2. */
export const file = (part: Part, body: string): string => {
  const words = [...new Set(body.match(/(?<![.\w])[a-z]\w*(?=\()/gi) ?? [])];
  const others = /^(?:sql|relations|isNull|eq|and|make|Date|Number)$/;
  const own = words.filter((w) => !others.test(w) && !new RegExp(`(?:const|function) ${w}\\b`).test(body));
  return `import { ${own.join(', ')} } from 'drizzle-orm/${part}-core'; import { sql, isNull, eq, and, relations } from 'drizzle-orm';\n${body}`;
};

export const request = (part: Part, body: string, more: Partial<EntityRequest> = {}): EntityRequest => ({
  files: [{ name: 's.ts', text: file(part, body) }],
  only: null,
  dialect: dialects[part],
  ...more,
});

export const good = (part: Part, body: string, more: Partial<EntityRequest> = {}): Desired => {
  const made = drizzle.read(request(part, body, more));
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right;
};

export const wrong = (part: Part, body: string, more: Partial<EntityRequest> = {}): string => {
  const made = drizzle.read(request(part, body, more));
  if (!isLeft(made)) throw new Error('nothing was wrong with it');
  return problemsText(made.left);
};

/** The statements that make it of nothing. */
export const sqlOf = (part: Part, body: string): ReadonlyArray<string> => {
  const made = plan(whole(emptySchema), good(part, body), { dialect: dialects[part] });
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql)));
};

export const pg = (columns: string, extra = ''): string => `export const t = pgTable('t', { ${columns} }${extra});`;
