import { availableParallelism, tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

import { openImageFolder } from '../../src/platform/node/images/imageFolder.ts';
import { createProject } from '../../src/platform/node/projectStore/openProject.ts';
import type { Preprocessing } from '../../src/services/ports/images.ts';
import { importFolder } from '../../src/services/projects/importFolder.ts';

/** Images per second, medians over the rounds. */
export interface ImportSpeed {
  readonly imageCount: number;
  readonly imported: number;
  /** sharp(file).resize(S, S): for large JPEG files it decodes at a fraction of the size. */
  readonly bare: number;
  /** Decoded in full, as an import must, and then resized. */
  readonly bareFull: number;
}

const ROUNDS = 5;
const concurrency = availableParallelism();

/** Imports the folder into a new project and runs the bare loops over the same files, in turns. */
export async function measureImport(folder: string, preprocessing: Preprocessing): Promise<ImportSpeed> {
  const images = openImageFolder(folder);
  const files = (await images.list()).map((path) => join(folder, path));
  const times = { imported: [] as number[], bare: [] as number[], bareFull: [] as number[] };
  let imageCount = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const spent = {
      imported: await timed(async () => {
        imageCount = await importOnce(folder, preprocessing);
      }),
      bare: await timed(() => bareLoop(files, (file) => resized(file, preprocessing.sizePx))),
      bareFull: await timed(() => bareLoop(files, (file) => decodedThenResized(file, preprocessing.sizePx))),
    };
    // The first round warms up the file cache and the compiler.
    if (round === 0) continue;
    times.imported.push(spent.imported);
    times.bare.push(spent.bare);
    times.bareFull.push(spent.bareFull);
  }
  const rate = (seconds: number[]): number => files.length / median(seconds);
  return { imageCount, imported: rate(times.imported), bare: rate(times.bare), bareFull: rate(times.bareFull) };
}

async function importOnce(folder: string, preprocessing: Preprocessing): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'handful-bench-'));
  const store = await createProject(join(home, 'p.handful'), folder);
  try {
    const report = await importFolder({ store, folder: openImageFolder(folder), preprocessing, concurrency });
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

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
