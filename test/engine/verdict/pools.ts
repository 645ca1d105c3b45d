/** Values by type, as literals: good ones (all different) and ones at the edges. */
import type { DialectId } from '../../../src/ir/expression.js';
import type { DataType } from '../../../src/ir/type.js';
import { type Pool, textFor } from './bench.js';

const letters = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf', 'hotel', 'india'];
const nine = <A>(f: (i: number) => A): ReadonlyArray<A> => Array.from({ length: 9 }, (_, i) => f(i));

export const withNull = (p: Pool): Pool => ({ ...p, edge: [...p.edge, 'NULL', 'NULL'] });
export const onlyGood = (p: Pool): Pool => ({ ...p, edge: [] });

/** Texts that are almost the same, for keys. */
export const nearTexts = (d: DialectId): Pool => {
  const s = textFor(d);
  return { good: letters.map(s), edge: ['Alpha', 'alpha', 'alpha ', 'ALPHA', 'älpha', 'alphaX', 'alphaY', ''].map(s) };
};

/** Texts that read as numbers, or almost. */
export const numberTexts = (d: DialectId): Pool => {
  const s = textFor(d);
  return {
    good: nine((i) => s(String(i * 11 + 1))),
    edge: [
      'abc',
      '',
      ' 12',
      '12 ',
      '007',
      '+7',
      '1.5',
      '2.50',
      '1e2',
      '99999999999',
      '-1',
      '0',
      '12abc',
      '127',
      '128',
      '3000000000',
    ].map(s),
  };
};

export const dateTexts = (d: DialectId): Pool => {
  const s = textFor(d);
  return {
    good: nine((i) => s(`2024-0${i + 1}-15`)),
    edge: ['2024-02-30', '2024-01-01 10:00:00', 'x', '', '2024-13-01', '1969-12-31', '2024-01-02 10:00:00.5'].map(s),
  };
};

export const pool = (t: DataType, d: DialectId): Pool => {
  const s = textFor(d);
  switch (t.kind) {
    case 'Integer': {
      const max = 2n ** BigInt(t.bits - 1) - 1n;
      return {
        good: nine((i) => String(i + 2)),
        edge: ['0', '-1', '1', String(max), String(-max - 1n), '100', '127', '128', '32768', '16777217'].filter(
          (v) => BigInt(v) <= max && BigInt(v) >= -max - 1n,
        ),
      };
    }
    case 'Decimal': {
      const scale = t.scale ?? 4;
      const wholeDigits = (t.precision ?? 12) - scale;
      return {
        good: nine((i) => `${i + 2}`),
        edge: [
          '0',
          scale > 0 ? `1.${'5'.repeat(scale)}` : '15',
          `${'9'.repeat(wholeDigits)}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`,
          scale > 0 ? '-0.5' : '-5',
          scale > 0 ? '2.5' : '25',
          '100',
        ],
      };
    }
    case 'Float':
      return {
        good: nine((i) => `${i + 2}`),
        edge: [
          '0',
          '1.5',
          '2.5',
          '-0.25',
          t.bits === 64 ? '0.1' : '0.5',
          t.bits === 64 ? '1000000.5' : '1024.5',
          t.bits === 64 ? '1e300' : '1e30',
        ],
      };
    case 'Varchar':
    case 'Text': {
      const length = t.kind === 'Varchar' ? (t.length ?? 200) : 200;
      return {
        good: letters.map((l) => s(l.slice(0, length))),
        edge: ['x'.repeat(length), 'x'.repeat(Math.max(1, length - 1)), 'ab  ', 'a', '', 'é✓', 'Alpha', 'alpha '].map(
          (v) => s([...v].slice(0, length).join('')),
        ),
      };
    }
    case 'Char':
      return {
        good: letters.map((l) => s(l.slice(0, t.length))),
        edge: ['a', '', 'ab'].map((v) => s(v.slice(0, t.length))),
      };
    case 'Date':
      return { good: nine((i) => s(`2024-0${i + 1}-15`)), edge: ['1969-12-31', '2038-01-20', '2024-02-29'].map(s) };
    case 'DateTime': {
      const p = t.precision ?? (d === 'postgres' ? 6 : 0);
      return {
        good: nine((i) => s(`2024-0${i + 1}-15 00:00:00`)),
        edge: [
          '2024-05-05 10:20:30',
          '2024-05-05 23:59:59',
          '2038-01-18 00:00:00',
          p > 0 ? `2024-05-05 10:20:30.${'6'.repeat(p)}` : '2024-05-05 10:20:31',
        ]
          .concat(t.variant === 'datetime' ? ['1969-12-31 23:59:59', '2039-01-01 00:00:00'] : [])
          .map(s),
      };
    }
    case 'Time': {
      const p = t.precision ?? (d === 'postgres' ? 6 : 0);
      return {
        good: nine((i) => s(`0${i}:30:00`)),
        edge: ['00:00:00', '23:59:59', p > 0 ? `10:20:30.${'6'.repeat(p)}` : '10:20:30'].map(s),
      };
    }
    case 'Boolean':
      return d === 'postgres' ? { good: ['true', 'false'], edge: ['true'] } : { good: ['1', '0'], edge: ['1'] };
    case 'Uuid':
      return { good: nine((i) => s(`0000000${i}-0000-4000-8000-00000000000${i}`)), edge: [] };
    case 'Json':
      return {
        good: nine((i) => s(`{"k": ${i}}`)),
        edge: ['{"b": 1, "a": 2}', '{"a": 1, "a": 2}', '[1.10, 1e3]', '"x"', 'null'].map(s),
      };
    default:
      return { good: ['NULL'], edge: [] };
  }
};
