/** https://orm.drizzle.team/docs/column-types/mysql */
import { type Builder, measured, plain, scaled, serial, sized } from './builder.js';

const whole = (spelling: string, ...settings: ReadonlyArray<string>): Builder => ({
  settings: ['unsigned', ...settings],
  spell: (o) => (o.flag('unsigned') === true ? `${spelling} unsigned` : spelling),
  serial: false,
});

export const mysqlBuilders: Readonly<Record<string, Builder>> = {
  int: whole('int'),
  tinyint: whole('tinyint'),
  smallint: whole('smallint'),
  mediumint: whole('mediumint'),
  bigint: whole('bigint', 'mode'),
  // SERIAL is an alias for BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.
  // https://dev.mysql.com/doc/refman/8.4/en/numeric-type-syntax.html
  serial: serial('bigint unsigned'),
  boolean: plain('tinyint(1)'),
  decimal: scaled('decimal', 'unsigned'),
  double: scaled('double', 'unsigned'),
  float: scaled('float', 'unsigned'),
  real: scaled('double'),
  varchar: measured('varchar', 'length', 'enum'),
  char: sized('char', 'length', 'enum'),
  text: plain('text', 'enum'),
  tinytext: plain('tinytext', 'enum'),
  mediumtext: plain('mediumtext', 'enum'),
  longtext: plain('longtext', 'enum'),
  binary: sized('binary', 'length'),
  varbinary: measured('varbinary', 'length'),
  json: plain('json'),
  date: plain('date', 'mode'),
  datetime: sized('datetime', 'fsp', 'mode'),
  time: sized('time', 'fsp'),
  timestamp: sized('timestamp', 'fsp', 'mode'),
  year: plain('year'),
};
