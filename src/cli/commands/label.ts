import path from 'node:path';
import type { Command } from 'commander';
import { labelFromCsv, type LabelsTaken } from '../../services/labeling/labelFromCsv.ts';
import { createConsole, type Console } from '../console.ts';
import { readText } from '../readText.ts';
import { inWorkspace } from '../workspace.ts';

export function addLabelCommand(program: Command): void {
  program
    .command('label')
    .description('give images of a project the labels of a CSV file: all rows, or none when one is wrong')
    .requiredOption('--project <name.handful>', 'the project')
    .requiredOption('--from <labels.csv>', 'a CSV file with the header path,label; paths relative to the folder')
    .option('--json', 'print JSON')
    .action(label);
}

async function label(options: { project: string; from: string; json?: boolean }): Promise<void> {
  const console = createConsole(options.json === true);
  const text = await readText(options.from);
  await inWorkspace(options.project, undefined, { device: 'auto', console }, async ({ store }) => {
    const taken = labelFromCsv(store, text, path.basename(options.from));
    if (options.json) console.result(JSON.stringify(taken, undefined, 2));
    else printLabels(taken, console);
  });
}

export function printLabels({ imageCount, unreadable }: LabelsTaken, console: Console): void {
  console.note(`${imageCount} images labelled`);
  for (const { path: file, reason } of unreadable)
    console.note(`  not labelled, could not be imported: ${file}: ${reason}`);
}
