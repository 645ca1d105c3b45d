import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIntent, printIntent } from '../../src/intent/notation.js';
import { intent, intentKinds, intentOf } from './arbitrary-intent.js';

describe('the notation of intents', () => {
  it.each(intentKinds)('%s: what is written is one line and reads back as what it was', (kind) => {
    fc.assert(
      fc.property(intentOf(kind), (i) => {
        const line = printIntent(i);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udbff](?![\udc00-\udfff])/);
        expect(parseIntent(line)).toEqual({ _tag: 'Right', right: i });
      }),
      { numRuns: 300 },
    );
  });
  it('different intents have different lines', () => {
    fc.assert(
      fc.property(intent, intent, (a, b) => {
        if (printIntent(a) === printIntent(b)) expect(a).toEqual(b);
      }),
    );
  });
  it('never fails on a line that was cut or spoilt', () => {
    fc.assert(
      fc.property(intent, fc.nat(400), fc.string({ maxLength: 3 }), (i, at, noise) => {
        const line = printIntent(i);
        expect(['Left', 'Right']).toContain(parseIntent(line.slice(0, at) + noise + line.slice(at + 1))._tag);
      }),
      { numRuns: 500 },
    );
  });
});
