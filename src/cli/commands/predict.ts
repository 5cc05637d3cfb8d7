import type { Command } from 'commander';
import { writePredictions } from '../../data/labels/writePredictions.ts';
import { writeWhole } from '../../platform/node/files/writeWhole.ts';
import { classifyLater, laterImages } from '../../services/exporting/classifyLater.ts';
import { predictionRows } from '../../services/exporting/predictionRows.ts';
import { createConsole } from '../console.ts';
import { inWorkspace } from '../workspace.ts';

export function addPredictCommand(program: Command): void {
  program
    .command('predict')
    .description('write the label of every image of a project, given by a person or by the classifier')
    .requiredOption('--project <name.handful>', 'the project')
    .requiredOption('--out <predictions.csv>', 'where to write path,label,confidence,source')
    .option('--json', 'print JSON')
    .action(predict);
}

async function predict(options: { project: string; out: string; json?: boolean }): Promise<void> {
  const console = createConsole(options.json === true);
  await inWorkspace(options.project, undefined, { device: 'auto', console }, async ({ store, runtime, folder }) => {
    await classifyLater(runtime, store, folder, {
      images: laterImages(store),
      onImage: (done, total) => console.progress('Classifying the new images', done, total, ''),
    });
    const rows = predictionRows(store);
    await writeWhole(options.out, new TextEncoder().encode(writePredictions(rows)));
    if (options.json) console.result(JSON.stringify({ rows: rows.length, out: options.out }, undefined, 2));
    console.note(`${rows.length} rows: ${options.out}`);
  });
}
