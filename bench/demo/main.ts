import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { summarise, table, type Cell } from './summary.ts';

/**
 * Runs `handful demo` for several numbers of labels per class and several seeds and prints the mean accuracies. A cell
 * whose report is already in `--out` is not run again, so an interrupted benchmark goes on.
 */
const { values } = parseArgs({
  options: {
    labels: { type: 'string', default: '5,10,25' },
    seeds: { type: 'string', default: '0,1,2' },
    out: { type: 'string', default: 'out/demo-bench' },
    json: { type: 'boolean', default: false },
  },
});

const numbers = (list: string): number[] => list.split(',').map(Number);
const cells: Cell[] = [];
for (const labelsPerClass of numbers(values.labels)) {
  for (const seed of numbers(values.seeds)) cells.push(await runCell(labelsPerClass, seed));
}
const summary = summarise(cells);
await mkdir(values.out, { recursive: true });
await writeFile(path.join(values.out, 'chart.json'), `${JSON.stringify(summary.chart, undefined, 2)}\n`);
process.stdout.write(`${values.json ? JSON.stringify(summary, undefined, 2) : table(summary)}\n`);

async function runCell(labelsPerClass: number, seed: number): Promise<Cell> {
  const out = path.join(values.out, `labels-${labelsPerClass}-seed-${seed}`);
  const reportFile = path.join(out, 'report.json');
  if (!existsSync(reportFile)) {
    process.stderr.write(`${labelsPerClass} labels per class, seed ${seed}\n`);
    const options = ['--labels-per-class', String(labelsPerClass), '--seed', String(seed), '--out', out];
    const launcher = fileURLToPath(new URL('../../bin/handful.js', import.meta.url));
    const { status } = spawnSync(process.execPath, [launcher, 'demo', ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error(`the demo ended with exit code ${status}`);
  }
  const report = JSON.parse(await readFile(reportFile, 'utf8')) as Pick<Cell, 'accuracy' | 'kept' | 'secondsPerStage'>;
  const { accuracy, kept, secondsPerStage } = report;
  return { labelsPerClass, seed, accuracy, kept, secondsPerStage };
}
