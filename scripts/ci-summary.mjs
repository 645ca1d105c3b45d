/**
 * The closing line of .ci/run: tests as vitest counted them, and every step that failed without a failing test to show for
 * it (an install, a style error, an engine that was not there) as one failure more.
 */
import { readFileSync } from 'node:fs';

const [report = '', stepsFailed = '0'] = process.argv.slice(2);

const read = () => {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
};

const tests = read();
// A file that could not be loaded has no failed test in it, but it failed.
const brokenFiles = tests.testResults.filter(
  (f) => f.status === 'failed' && !f.assertionResults.some((a) => a.status === 'failed'),
);
const failedTests = tests.numFailedTests + brokenFiles.length;
// The test step itself is among the failed steps when a test failed; its tests stand for it.
const otherSteps = Math.max(0, Number(stepsFailed) - (failedTests > 0 ? 1 : 0));
const failed = failedTests + otherSteps;

console.log(`\n${tests.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
