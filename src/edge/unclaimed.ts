/** A file that no framework we read is written for: what it seems to be, and what can be given instead. */
import { type Problem, problem } from '../ir/problem.js';
import type { SourceFile } from '../read/entity/framework.js';
import { frameworks } from '../read/entity/registry.js';

const strangers: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bDoctrine\\ORM\b/, 'it is written for Doctrine'],
  [/\bIlluminate\\Database\\Eloquent\b/, 'it is written for Eloquent, whose models do not say their columns'],
  [/['"]sequelize(?:-typescript)?['"]/, 'it is written for Sequelize'],
  [/['"]mongoose['"]/, 'it is written for Mongoose'],
  [/['"]kysely['"]/, 'it is written for Kysely, whose types do not say a schema'],
];

export const unclaimed = (file: SourceFile, source = file.name): Problem => {
  const stranger = strangers.find(([text]) => text.test(file.text))?.[1];
  const why = stranger ?? `none of its text is for ${listed(frameworks.map((f) => f.name))}`;
  const at = { file: source, line: null, column: null };
  const hint = 'Give a file that declares the tables, a YAML spec, or a database.';
  return problem('source.unsupported', { source, why }, at, hint);
};

const listed = (names: ReadonlyArray<string>): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
