import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { writePredictions } from '../../data/labels/writePredictions.ts';
import { writeWhole } from '../../platform/node/files/writeWhole.ts';
import { openImageFolder } from '../../platform/node/images/imageFolder.ts';
import { createRuntime } from '../../platform/onnxruntime/runtime.ts';
import { classifyFolder } from '../../services/exporting/classifyFolder.ts';
import type { Runtime, Session } from '../../services/ports/runtime.ts';
import { HandfulError } from '../../shared/errors.ts';
import { createConsole } from '../console.ts';
import { stopOnSignals } from '../stopSignal.ts';

export function addClassifyCommand(program: Command): void {
  program
    .command('classify')
    .description('classify a folder with an exported file; no project is needed')
    .argument('<classifier.onnx>', 'a file that `handful export` wrote')
    .argument('<folder>', 'the images')
    .requiredOption('--out <predictions.csv>', 'where to write the result')
    .option('--json', 'print JSON')
    .action(classify);
}

async function classify(model: string, root: string, options: { out: string; json?: boolean }): Promise<void> {
  const console = createConsole(options.json === true);
  const { signal, release } = stopOnSignals();
  try {
    const session = await openClassifier(createRuntime({ device: 'auto' }), model);
    const folder = openImageFolder(root);
    const { rows, skipped } = await classifyFolder(session, folder, {
      signal,
      onProgress: (done, total) => console.progress('Classifying', done, total, ''),
    });
    await writeWhole(options.out, new TextEncoder().encode(writePredictions(rows)));
    if (options.json) console.result(JSON.stringify({ classified: rows.length, skipped }, undefined, 2));
    for (const { path, reason } of skipped) console.note(`left out: ${path}: ${reason}`);
    console.note(`${rows.length} images classified: ${options.out}`);
  } finally {
    release();
  }
}

/** Throws MODEL_UNREADABLE when the file is missing or is not a classifier of Handful's. */
async function openClassifier(runtime: Runtime, model: string): Promise<Session> {
  const session = await runtime.createSession(await readModel(model));
  if (session.inputNames.join() === 'images' && session.outputNames.includes('label')) return session;
  throw new HandfulError(
    'MODEL_UNREADABLE',
    `${model} is an ONNX file, but not a classifier that Handful wrote.`,
    'Export one with `handful export --project P --out classifier.onnx`.',
  );
}

async function readModel(model: string): Promise<Uint8Array> {
  try {
    return await readFile(model);
  } catch (error) {
    throw new HandfulError('MODEL_UNREADABLE', `${model} cannot be read.`, 'Check the path.', { cause: error });
  }
}
