import path from 'node:path';
import type { Command } from 'commander';
import { writeWhole } from '../../platform/node/files/writeWhole.ts';
import { exportClassifier } from '../../services/exporting/exportClassifier.ts';
import { oldClassWords } from '../../services/exporting/classNamesToday.ts';
import { cardMarkdown } from '../../services/exporting/card/cardMarkdown.ts';
import { modelCard } from '../../services/exporting/card/modelCard.ts';
import { createConsole } from '../console.ts';
import { today } from '../today.ts';
import { inWorkspace } from '../workspace.ts';

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write the classifier as one ONNX file, with its model card beside it, after checking that it agrees')
    .requiredOption('--project <name.handful>', 'the project')
    .requiredOption('--out <classifier.onnx>', 'where to write it')
    .option('--json', 'print JSON')
    .action(exportCommand);
}

async function exportCommand(options: { project: string; out: string; json?: boolean }): Promise<void> {
  const console = createConsole(options.json === true);
  await inWorkspace(options.project, undefined, { device: 'auto', console }, async ({ runtime, store, folder }) => {
    const { file, report, oldClasses, check } = await exportClassifier(runtime, store, folder);
    const card = cardMarkdown(modelCard({ report, check, oldClasses, createdAt: today() }));
    const cardFile = path.join(path.dirname(options.out), `${path.basename(options.out, '.onnx')}-model-card.md`);
    await writeWhole(options.out, file);
    await writeWhole(cardFile, new TextEncoder().encode(card));
    if (options.json)
      console.result(JSON.stringify({ out: options.out, card: cardFile, check, oldClasses }, undefined, 2));
    console.note(`Checked on ${check.comparedCount} images: it agrees with the app.`);
    for (const one of oldClasses) console.note(`Note: ${oldClassWords(one)}`);
    console.note(`${options.out}\n${cardFile}`);
  });
}
