/**
 * The parts of SARIF 2.1.0 that are used here, as the standard states them (§3.13–§3.58), closed: a property that is not
 * listed is refused, so that nothing outside the standard is written.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';

const text = { type: 'string', minLength: 1 };
const bag = { type: 'object' };
const object = (required: ReadonlyArray<string>, properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const list = (items: object) => ({ type: 'array', items });
const multiformat = object(['text'], { text, markdown: text });
/** RFC 3986, without the characters that a reference has to encode; no scheme but file. */
const uri = {
  type: 'string',
  pattern: "^(file:///)?(?![A-Za-z][A-Za-z0-9+.-]*:)([A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$",
};
const location = object([], {
  physicalLocation: object(['artifactLocation'], {
    artifactLocation: object(['uri'], { uri, uriBaseId: text }),
    region: object(['startLine'], {
      startLine: { type: 'integer', minimum: 1 },
      startColumn: { type: 'integer', minimum: 1 },
    }),
  }),
  logicalLocations: list(object([], { fullyQualifiedName: text, kind: text })),
});
const level = { enum: ['none', 'note', 'warning', 'error'] };
const message = object(['text'], { text });

const log = object(['version', 'runs'], {
  $schema: { type: 'string' },
  version: { const: '2.1.0' },
  runs: list(
    object(['tool'], {
      tool: object(['driver'], {
        driver: object(['name'], {
          name: text,
          version: text,
          rules: {
            ...list(
              object(['id'], {
                id: text,
                shortDescription: multiformat,
                fullDescription: multiformat,
                help: multiformat,
              }),
            ),
            uniqueItems: true,
          },
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      invocations: list(
        object(['executionSuccessful'], {
          executionSuccessful: { type: 'boolean' },
          exitCode: { type: 'integer' },
          toolExecutionNotifications: list(
            object(['message'], { level, message, descriptor: object([], { id: text }), locations: list(location) }),
          ),
        }),
      ),
      results: list(
        object(['message'], {
          ruleId: text,
          ruleIndex: { type: 'integer', minimum: -1 },
          level,
          message,
          locations: list(location),
          partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
          properties: bag,
        }),
      ),
      properties: bag,
    }),
  ),
});

const valid = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(log);

export const sarifViolations = (document: unknown): ReadonlyArray<string> =>
  valid(document) ? [] : (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
