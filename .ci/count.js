/**
 * Prints "N passed, N failed" from the JSON report of vitest whose path is given, and exits with 1 unless tests ran
 * and all passed. A test file that could not even be loaded, and a missing report, count as one failure each.
 */
import { readFileSync } from 'node:fs';

function count(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

function read(path) {
  const text = readFileSync(path, 'utf8');
  return text === '' ? { passed: 0, failed: 1 } : count(JSON.parse(text));
}

const { passed, failed } = read(process.argv[2]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
