import { expect, test } from 'vitest';
import { watchedBy } from '../../src/check/facts/trigger-events.js';

const row = { statement: false };

test.each([
  [
    'CREATE TRIGGER a BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION f()',
    { events: ['update'], columns: null, ...row },
  ],
  [
    'CREATE TRIGGER a AFTER INSERT OR DELETE OR UPDATE OF b, "c d" ON public.t FOR EACH STATEMENT EXECUTE FUNCTION f()',
    { events: ['insert', 'update', 'delete'], columns: ['b', 'c d'], statement: true },
  ],
  [
    'CREATE TRIGGER a AFTER UPDATE OF b OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()',
    { events: ['update', 'delete'], columns: ['b'], ...row },
  ],
  [
    'CREATE DEFINER=`root`@`%` TRIGGER `on update` AFTER DELETE ON `t` FOR EACH ROW UPDATE u SET n = 1',
    { events: ['delete'], columns: null, ...row },
  ],
  [
    'CREATE TRIGGER "x INSERT ON y" UPDATE OF [a b] ON t BEGIN SELECT 1; END',
    { events: ['update'], columns: ['a b'], ...row },
  ],
  ['CREATE RULE r AS ON UPDATE TO public.t DO INSTEAD NOTHING', { events: ['update'], columns: null, statement: true }],
  ['something else', null],
] as const)('%s', (definition, expected) => {
  expect(watchedBy(definition)).toEqual(expected);
});
