/** The schema of SARIF 2.1.0 as its publishers have it, which npm has as part of one of their packages. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Draft04 from 'ajv-draft-04';

const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const compiled = new Draft04.default({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
  allErrors: true,
}).compile(JSON.parse(readFileSync(file, 'utf8')));

/** What is wrong with a log; empty when it is valid. */
export const publishedViolations = (log: unknown): ReadonlyArray<string> =>
  compiled(log) ? [] : (compiled.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
