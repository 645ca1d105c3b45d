/** `explain`: a check's page. */
import { checks, pageOf } from '../../check/registry.js';
import { suggest } from '../../ir/suggest.js';
import { answer, refusal, refused } from '../answer.js';
import { type Tool, textOf } from '../tool.js';

const text = { type: 'string' } as const;

export const explain: Tool = {
  definition: {
    name: 'explain',
    title: 'Explain a finding',
    description:
      'What the `code` of a finding in a migration plan means: what goes wrong, when, on which engines, and what to do. Without `code` it lists all codes. Reads nothing but the program itself.',
    inputSchema: {
      type: 'object',
      additionalProperties: false,
      properties: { code: { type: 'string', maxLength: 100, description: 'A finding’s code, e.g. add-unique.' } },
    },
    outputSchema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        code: text,
        title: text,
        why: text,
        fix: text,
        checks: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['code', 'title'],
            properties: { code: text, title: text },
          },
        },
      },
    },
  },
  call: async (args) => {
    const code = textOf(args, 'code');
    if (code === null) return answer({ checks: checks.map((c) => ({ code: c.code, title: c.page.title })) });
    const page = pageOf(code);
    if (page !== null) return answer({ code, title: page.title, why: page.why, fix: page.fix });
    const codes = checks.map((c) => c.code);
    const near = suggest(code, codes);
    return refused(
      refusal('explain.unknown-code', 'there is no check with this code', [
        near === null ? 'Call explain without `code` for the list.' : `Did you mean "${near}"?`,
      ]),
    );
  },
};
