import { defineConfig } from 'vitest/config';

/** Folders whose tests talk to servers; everything else is pure and starts none. */
const withServers = ['test/{engine,scenario,edge,cli,mcp,emit}/**/*.test.ts', 'test/**/*.engine.test.ts'];

export default defineConfig({
  test: {
    reporters:
      process.env['CI'] === 'true' ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
    projects: [
      { test: { name: 'pure', include: ['test/**/*.test.ts'], exclude: withServers, testTimeout: 120_000 } },
      {
        test: {
          name: 'engine',
          include: withServers,
          globalSetup: ['test/support/boot/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
