import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.js';

/** The same tests with ten times as many random pairs. */
process.env['ALTAIR_RUNS_FACTOR'] ??= '10';

export default mergeConfig(usual, defineConfig({ test: { maxWorkers: '100%' } }));
