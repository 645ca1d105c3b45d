import type { EmitOptions } from '../../src/emit/emitter.js';

export const options: EmitOptions = {
  timestamp: { year: '2026', month: '05', day: '27', hour: '11', minute: '45', second: '23' },
  directory: 'database/migrations',
  filenameStyle: 'native',
  existing: [],
  transactional: true,
  database: 'default',
};
