import path from 'node:path';
import type { Command } from 'commander';
import { createConsole } from '../console.ts';
import { readText } from '../readText.ts';
import { accuracyTable } from '../accuracyTable.ts';
import { runFolder } from '../runFolder.ts';
import { stopOnSignals } from '../stopSignal.ts';
import { addTrainOptions, toSettings, type TrainOptions } from '../trainOptions.ts';
import { printReport } from './train.ts';

interface RunOptions extends TrainOptions {
  readonly labels: string;
  readonly out: string;
  readonly truth?: string;
  readonly baselines?: boolean;
  readonly json?: boolean;
}

export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('the whole job: a folder and a handful of labels in, a classifier out')
    .argument('<folder>', 'the images; they are never changed')
    .requiredOption('--labels <labels.csv>', 'a CSV file with the header path,label; paths relative to the folder')
    .requiredOption('--out <dir>', 'where to write classifier.onnx, predictions.csv, report.json and model-card.md')
    .option('--truth <truth.csv>', 'the true labels, to measure with; never learned from')
    .option('--baselines', 'also measure the encoder as it came, and training on the labels alone')
    .option('--json', 'print the report as JSON, and nothing else');
  addTrainOptions(command).action(run);
}

async function run(folder: string, options: RunOptions): Promise<void> {
  const console = createConsole(options.json === true);
  const { signal, release } = stopOnSignals();
  try {
    const report = await runFolder(
      {
        folder,
        labels: await csv(options.labels),
        ...(options.truth === undefined ? {} : { truth: await csv(options.truth) }),
        baselines: options.baselines === true,
        out: options.out,
        settings: await toSettings(options),
        device: options.device,
      },
      console,
      signal,
    );
    if (options.json) console.result(JSON.stringify(report, undefined, 2));
    else {
      printReport(report, console);
      if (report.accuracy) console.result(accuracyTable(report.accuracy));
      console.result(path.join(options.out, 'classifier.onnx'));
    }
  } finally {
    release();
  }
}

async function csv(file: string): Promise<{ text: string; origin: string }> {
  return { text: await readText(file), origin: path.basename(file) };
}
