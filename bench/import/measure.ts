import { availableParallelism, tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

import { openImageFolder } from '../../src/platform/node/images/imageFolder.ts';
import { createProject } from '../../src/platform/node/projectStore/openProject.ts';
import type { Preprocessing } from '../../src/services/ports/images.ts';
import { importFolder } from '../../src/services/projects/importFolder.ts';
import type { Care } from '../../src/services/projects/readImage.ts';

/** Images per second, medians over the rounds. */
export interface ImportSpeed {
  readonly imageCount: number;
  /** With glimpses of large images, as `handful import` and the window do. */
  readonly imported: number;
  /** sharp(file).resize(S, S): for large JPEG files it decodes at a fraction of the size. */
  readonly bare: number;
  /** Every pixel read at once, as `handful run` does. */
  readonly importedFull: number;
  /** Decoded in full, and then resized. */
  readonly bareFull: number;
}

type Way = 'imported' | 'bare' | 'importedFull' | 'bareFull';

const ROUNDS = 5;
const concurrency = availableParallelism();

/** Imports the folder into a new project and runs the bare loops over the same files, in turns. */
export async function measureImport(folder: string, preprocessing: Preprocessing): Promise<ImportSpeed> {
  const images = openImageFolder(folder);
  const files = (await images.list()).map((path) => join(folder, path));
  const rounds: Record<Way, number>[] = [];
  let imageCount = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const spent = {
      imported: await timed(async () => {
        imageCount = await importOnce(folder, preprocessing, 'glimpse');
      }),
      bare: await timed(() => bareLoop(files, (file) => resized(file, preprocessing.sizePx))),
      importedFull: await timed(() => importOnce(folder, preprocessing, 'everyPixel')),
      bareFull: await timed(() => bareLoop(files, (file) => decodedThenResized(file, preprocessing.sizePx))),
    };
    // The first round warms up the file cache and the compiler.
    if (round > 0) rounds.push(spent);
  }
  const rate = (way: Way): number => files.length / median(rounds.map((spent) => spent[way]));
  return {
    imageCount,
    imported: rate('imported'),
    bare: rate('bare'),
    importedFull: rate('importedFull'),
    bareFull: rate('bareFull'),
  };
}

async function importOnce(folder: string, preprocessing: Preprocessing, care: Care): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'handful-bench-'));
  const store = await createProject(join(home, 'p.handful'), folder);
  try {
    const report = await importFolder({ store, folder: openImageFolder(folder), preprocessing, concurrency, care });
    return report.imageCount;
  } finally {
    store.close();
    await rm(home, { recursive: true });
  }
}

/** Files that are no images are part of a folder; both loops meet them as the import does. */
async function bareLoop(files: readonly string[], resize: (file: string) => Promise<Buffer>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let file = files[next++]; file !== undefined; file = files[next++]) await resize(file).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function resized(file: string, sizePx: number): Promise<Buffer> {
  return sharp(file).resize(sizePx, sizePx, { fit: 'fill' }).removeAlpha().raw().toBuffer();
}

async function decodedThenResized(file: string, sizePx: number): Promise<Buffer> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } }).resize(sizePx, sizePx, { fit: 'fill' }).raw().toBuffer();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
