import { advice, check, finding, inWords, open, plain } from './check.js';
import { passDemands } from './facts/pass-demands.js';
import { nullDemands } from './facts/row-demands.js';

export const laxMode = check<string>({
  code: 'lax-mode',
  loses: false,
  page: {
    title: 'A server that changes values instead of refusing them',
    why: 'Without STRICT_TRANS_TABLES or STRICT_ALL_TABLES in sql_mode, MySQL and MariaDB cut, clamp and zero values that do not fit, with no more than a warning. What these checks call a failure would be a silent loss there.',
    fix: "Run the migration with SET SESSION sql_mode = 'STRICT_ALL_TABLES', or make the server strict.",
  },
  appliesTo: (facts) => {
    const asked = facts.dialect.probe.lax;
    return asked !== null && passDemands(facts).length + nullDemands(facts).length > 0 ? [asked.sql] : [];
  },
  probe: (sql) => inWords(sql),
  judge: (_, a) => {
    const place = { table: null, column: null };
    const remedy = "Run the migration with SET SESSION sql_mode = 'STRICT_ALL_TABLES'.";
    if (a.kind === 'Unknown')
      return finding(
        'lax-mode',
        advice(a),
        place,
        'A server that is not strict would change values that do not fit.',
        open(a),
        remedy,
      );
    return (a.counts['lax'] ?? 0) === 0
      ? null
      : finding(
          'lax-mode',
          'warn',
          place,
          'The server is not strict: values that do not fit are changed without an error.',
          plain,
          remedy,
        );
  },
});
