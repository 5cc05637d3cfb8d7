import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import { finishedRecordOf } from '../training/finishedRun.ts';
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

/**
 * The features that the newest finished training kept, if it did; none where the cache was deleted. The caller closes
 * `rows`.
 */
export async function newestTrainedFeatures(
  store: ProjectStore,
): Promise<{ runId: number; rows: RowFile; dim: number } | undefined> {
  const run = finishedRecordOf(store);
  const info = run && (await store.readBlob(infoBlob(run.id)));
  if (!run || !info) return undefined;
  const { dim } = JSON.parse(new TextDecoder().decode(info)) as { dim: number };
  return { runId: run.id, rows: await store.openRows(rowsName(run.id), dim * 4), dim };
}

const rowsName = (runId: number): string => `features-run-${runId}`;
