/** Validates against the published schema of the JSON output; used by every test that sees such a document. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const compiled = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../grammar/plan.schema.json', import.meta.url), 'utf8')),
);

/** What is wrong with a document; empty when it is valid. */
export const violations = (document: unknown): ReadonlyArray<string> =>
  compiled(document)
    ? []
    : (compiled.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
