/** https://orm.drizzle.team/docs/column-types/pg */
import { type Builder, measured, plain, scaled, serial, sized, withSizes } from './builder.js';

const zoned = (word: 'time' | 'timestamp'): Builder => ({
  settings: ['withTimezone', 'precision', 'mode'],
  spell: (o) =>
    withSizes(`${word} ${o.flag('withTimezone') === true ? 'with' : 'without'} time zone`, [o.number('precision')]),
  serial: false,
});

export const postgresBuilders: Readonly<Record<string, Builder>> = {
  integer: plain('integer'),
  smallint: plain('smallint'),
  bigint: plain('bigint', 'mode'),
  serial: serial('integer'),
  smallserial: serial('smallint'),
  bigserial: serial('bigint', 'mode'),
  boolean: plain('boolean'),
  text: plain('text', 'enum'),
  varchar: sized('varchar', 'length', 'enum'),
  char: sized('char', 'length', 'enum'),
  numeric: scaled('numeric'),
  decimal: scaled('numeric'),
  real: plain('real'),
  doublePrecision: plain('double precision'),
  json: plain('json'),
  jsonb: plain('jsonb'),
  time: zoned('time'),
  timestamp: zoned('timestamp'),
  date: plain('date', 'mode'),
  interval: {
    settings: ['fields', 'precision'],
    spell: (o) => {
      const fields = o.text('fields');
      const precision = o.number('precision');
      return `interval${fields === null ? '' : ` ${fields}`}${precision === null ? '' : `(${precision})`}`;
    },
    serial: false,
  },
  uuid: plain('uuid'),
  inet: plain('inet'),
  cidr: plain('cidr'),
  macaddr: plain('macaddr'),
  macaddr8: plain('macaddr8'),
  point: plain('point', 'mode'),
  line: plain('line', 'mode'),
  geometry: plain('geometry(point)', 'type', 'mode', 'srid'),
  vector: measured('vector', 'dimensions'),
  halfvec: measured('halfvec', 'dimensions'),
  sparsevec: measured('sparsevec', 'dimensions'),
  bit: measured('bit', 'dimensions'),
};
