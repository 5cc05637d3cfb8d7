/**
 * Images per second of an import (list, read, hash, decode, preprocess, cache, register) against a bare sharp loop over
 * the same files, with the same concurrency; and of one that reads every pixel at once, against a loop that does, too.
 * Without a folder, images of a few kinds are made in a temporary one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { createRuntime } from '../../src/platform/onnxruntime/runtime.ts';
import { createPreprocessing } from '../../src/services/exporting/preprocessing.ts';
import { importHugeImages } from './hugeImages.ts';
import { IMAGE_KINDS, makeImages } from './makeImages.ts';
import { measureImport } from './measure.ts';
import type { ImportSpeed } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '64' },
    json: { type: 'boolean', default: false },
    huge: { type: 'boolean', default: false },
  },
});

const sizePx = Number(values.size);
const preprocessing = await createPreprocessing(createRuntime({ device: 'cpu' }), sizePx);
if (values.huge) await printHuge();
else await printSpeeds(positionals[0]);

async function printSpeeds(folder: string | undefined): Promise<void> {
  const results: ({ name: string; ratio: number } & ImportSpeed)[] = [];
  if (!values.json) printHeader(folder);
  for await (const [name, speed] of folder === undefined ? speedsOfKinds() : speedOf(folder)) {
    results.push({ name, ratio: speed.imported / speed.bare, ...speed });
    if (!values.json) printRow(results.at(-1)!);
  }
  if (values.json) console.log(JSON.stringify({ sizePx, results }));
}

async function* speedOf(folder: string): AsyncGenerator<[string, ImportSpeed]> {
  yield [folder, await measureImport(folder, preprocessing)];
}

async function* speedsOfKinds(): AsyncGenerator<[string, ImportSpeed]> {
  const home = await mkdtemp(join(tmpdir(), 'handful-images-'));
  try {
    for (const kind of IMAGE_KINDS) {
      const folder = join(home, kind.name);
      await makeImages(folder, kind);
      yield [kind.name, await measureImport(folder, preprocessing)];
    }
  } finally {
    await rm(home, { recursive: true });
  }
}

function printHeader(folder: string | undefined): void {
  if (folder === undefined) console.log('No folder given: images are made in a temporary one.');
  console.log(`images per second, cached at ${sizePx} px; ratio to the bare loop (goal: at least 0.8)`);
  console.log(`${''.padEnd(22)}                         every pixel at once:`);
  console.log(`${'images'.padEnd(22)}  import    bare  ratio  import    bare  ratio`);
}

function printRow({ name, imported, bare, importedFull, bareFull }: { name: string } & ImportSpeed): void {
  const quick = [rate(imported), rate(bare), ratio(imported / bare)];
  const full = [rate(importedFull), rate(bareFull), ratio(importedFull / bareFull)];
  console.log([name.padEnd(22), ...quick, ...full].join(' '));
}

function rate(imagesPerSecond: number): string {
  return imagesPerSecond.toFixed(0).padStart(7);
}

function ratio(value: number): string {
  return value.toFixed(2).padStart(6);
}

async function printHuge(): Promise<void> {
  const results = await importHugeImages(preprocessing);
  if (values.json) console.log(JSON.stringify({ results }));
  else
    for (const { name, seconds, peakMB } of results) console.log(`${name}: ${seconds.toFixed(1)} s, peak ${peakMB} MB`);
}
