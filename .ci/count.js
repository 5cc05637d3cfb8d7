/**
 * Prints "N passed, N failed" from the JSON reports in the folder whose path is given (unit.json of vitest, e2e.json of
 * Playwright), and exits with 1 unless both are there, tests ran and all passed. A test file that could not even be
 * loaded, and a missing report, count as one failure each.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

function countUnit(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, skipped: 0 };
}

function countE2e({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

function read(name, count) {
  const file = path.join(process.argv[2], name);
  return existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 };
}

const reports = [read('unit.json', countUnit), read('e2e.json', countE2e)];
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
if (sum('skipped') > 0) console.log(`${sum('skipped')} skipped (see above why)`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('passed') > 0 && sum('failed') === 0 ? 0 : 1;
