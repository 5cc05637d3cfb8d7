import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import { finishedRunOf } from '../training/finishedRun.ts';
import { appendUpTo } from './featureRows.ts';

/** Says that a run left its features, and how wide they are; the rows themselves are a cache. */
const infoBlob = (runId: number): string => `run-${runId}-features.json`;

/**
 * Keeps what a training made of the images, so that they are compared by it from now on, also when the project is
 * opened again. imageIndices ascending [N]; features [N, D], row-major. Throws DISK_FULL.
 */
export async function keepTrainedFeatures(
  store: ProjectStore,
  runId: number,
  imageIndices: readonly number[],
  features: Float32Array,
): Promise<void> {
  const dim = features.length / imageIndices.length;
  const rows = await store.openRows(rowsName(runId), dim * 4);
  try {
    await rows.truncate(0);
    const images = Int32Array.from(imageIndices);
    await appendUpTo(rows, images.at(-1)! + 1, [{ imageIndices: images, features }], dim);
  } finally {
    await rows.close();
  }
  await store.writeBlob(infoBlob(runId), new TextEncoder().encode(JSON.stringify({ dim })));
}

export interface TrainedFeatures {
  readonly runId: number;
  /** The caller closes it. */
  readonly rows: RowFile;
  readonly dim: number;
  /** How frequent the training took each class for: class index -> share. */
  readonly classShares: ReadonlyMap<number, number>;
}

/** What the newest finished training kept, if it did; nothing where the cache was deleted. */
export async function newestTrainedFeatures(store: ProjectStore): Promise<TrainedFeatures | undefined> {
  const run = finishedRunOf(store);
  const info = run && (await store.readBlob(infoBlob(run.id)));
  if (!run || !info) return undefined;
  const { dim } = JSON.parse(new TextDecoder().decode(info)) as { dim: number };
  const { classes } = run.report;
  // Reports of before classes could be expected otherwise say nothing of it: they were expected all alike.
  const shares = classes.map(
    ({ expected = 1 / classes.length }, place) => [run.classIndices[place]!, expected] as const,
  );
  return { runId: run.id, rows: await store.openRows(rowsName(run.id), dim * 4), dim, classShares: new Map(shares) };
}

const rowsName = (runId: number): string => `features-run-${runId}`;
