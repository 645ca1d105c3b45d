/** Fixtures of PHP classes: read as the command line reads them, also with words of theirs replaced. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSources } from '../../../../src/edge/sources.js';
import type { Desired } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import type { Problem } from '../../../../src/ir/problem.js';
import { isLeft, type Validated } from '../../../../src/prelude.js';
import { showProblem } from '../../../support/engines.js';

export const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));

export const readFolder = async (
  cwd: string,
  dialect: DialectId,
  sources: ReadonlyArray<string> = ['entity:src'],
): Promise<Validated<Problem, Desired>> => {
  const { desired } = await readSources(sources, { cwd, root: null });
  return isLeft(desired) ? desired : desired.right(dialect);
};

export const read = async (name: string, dialect: DialectId): Promise<Desired> => {
  const desired = await readFolder(join(fixtures, name), dialect);
  if (isLeft(desired)) throw new Error(desired.left.map(showProblem).join('\n'));
  return desired.right;
};

export type Edit = readonly [file: string, from: string, to: string];

/** A copy of the fixture with each `from` replaced, for as long as `use` takes. */
export const edited = async <A>(
  name: string,
  edits: ReadonlyArray<Edit>,
  use: (cwd: string) => Promise<A>,
): Promise<A> => {
  const cwd = mkdtempSync(join(tmpdir(), 'altair-cycle-'));
  try {
    cpSync(join(fixtures, name), cwd, { recursive: true });
    for (const [file, from, to] of edits) {
      const path = join(cwd, 'src', file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    return await use(cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
};

/** The statements of a fixture's .sql, one by one. */
export const statements = (name: string): ReadonlyArray<string> =>
  readFileSync(join(fixtures, name), 'utf8')
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((s) => s.trim())
    .filter((s) => s !== '');
