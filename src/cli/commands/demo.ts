import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { parseLabels } from '../../data/labels/parseLabels.ts';
import { permutation } from '../../learning/random/permutation.ts';
import { resourcePath } from '../../platform/node/resources.ts';
import { defaultSettings } from '../../services/training/settings.ts';
import { accuracyTable } from '../accuracyTable.ts';
import { createConsole } from '../console.ts';
import { runFolder } from '../runFolder.ts';
import { stopOnSignals } from '../stopSignal.ts';
import { positiveInteger, wholeNumber } from '../trainOptions.ts';
import { printReport } from './train.ts';

const resources = resourcePath('demo');

interface DemoOptions {
  readonly labelsPerClass: number;
  readonly out: string;
  readonly seed: number;
  readonly json?: boolean;
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('do the whole job on 4,000 bundled pictures of clothes, and measure it')
    .option('--labels-per-class <n>', 'labels that are given, the same number of each class', positiveInteger, 10)
    .option('--out <dir>', 'where to write the results', 'demo-out')
    .option('--seed <s>', 'which images are labelled, and how the training is drawn', wholeNumber, 0)
    .option('--json', 'print the report as JSON, and nothing else')
    .action(demo);
}

async function demo(options: DemoOptions): Promise<void> {
  const console = createConsole(options.json === true);
  const { signal, release } = stopOnSignals();
  try {
    const truth = await readFile(path.join(resources, 'truth.csv'), 'utf8');
    const report = await runFolder(
      {
        folder: path.join(resources, 'images'),
        labels: { text: handful(truth, options.labelsPerClass, options.seed), origin: 'the demo labels' },
        truth: { text: truth, origin: 'truth.csv' },
        baselines: true,
        out: options.out,
        settings: { ...defaultSettings, seed: options.seed },
        device: 'auto',
      },
      console,
      signal,
    );
    if (options.json) console.result(JSON.stringify(report, undefined, 2));
    else {
      printReport(report, console);
      console.result(accuracyTable(report.accuracy!));
      console.result(`Your classifier: ${path.resolve(options.out, 'classifier.onnx')}`);
    }
  } finally {
    release();
  }
}

/** A CSV file with some rows of the truth: the labels that a person would have given. */
function handful(truth: string, perClass: number, seed: number): string {
  const rows = parseLabels(truth, 'truth.csv');
  const classNames = [...new Set(rows.map((row) => row.label))];
  const chosen = classNames.flatMap((name, index) => {
    const members = rows.filter((row) => row.label === name);
    return [...permutation(members.length, seed, index).subarray(0, perClass)].map((position) => members[position]!);
  });
  return ['path,label', ...chosen.map(({ path: file, label }) => `${file},${label}`)].join('\n');
}
