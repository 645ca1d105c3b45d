import { expect, it } from 'vitest';
import { plan } from '../../src/compile.js';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import { type Plan, revisedPlan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';

it('is the same plan with what was changed, and works the fingerprint out for nobody', () => {
  const made = plan(whole(emptySchema), whole(emptySchema));
  if (isLeft(made)) throw new Error('no plan');
  let read = 0;
  const counted: Plan = Object.defineProperty({ ...made.right }, 'assumes', {
    enumerable: true,
    get: () => {
      read += 1;
      return made.right.assumes;
    },
  });
  const revised = revisedPlan(counted, { verdict: 'unproven' });
  expect(read).toBe(0);
  expect({ ...revised }).toEqual({ ...made.right, verdict: 'unproven' });
  expect(read).toBe(1);
});
