import type { ProjectStore } from '../ports/projectStore.ts';
import { winner, type HeldOutPrediction } from './featureSet.ts';
import type { Run } from './run.ts';

/** What the kept classifier said of a label that it had not seen. Classes are indices of the project. */
export interface HeldOutRecord {
  readonly imageIndex: number;
  readonly label: number;
  readonly said: number;
  /** Probability of `said`, 0 to 1. */
  readonly confidence: number;
}

const blobName = (runId: number): string => `run-${runId}-held-out.json`;

/** Keeps them with the run. Throws DISK_FULL. */
export async function saveHeldOut(
  store: ProjectStore,
  run: Run,
  predictions: readonly HeldOutPrediction[],
): Promise<void> {
  const records = predictions.map(({ imageIndex, classIndex, probabilities }): HeldOutRecord => {
    const said = winner(probabilities, 0, probabilities.length);
    return {
      imageIndex,
      label: run.classIndices[classIndex]!,
      said: run.classIndices[said]!,
      confidence: Math.min(1, probabilities[said]!),
    };
  });
  await store.writeBlob(blobName(run.id), new TextEncoder().encode(JSON.stringify(records)));
}

/** None where no label could be held out. */
export async function loadHeldOut(store: ProjectStore, runId: number): Promise<HeldOutRecord[]> {
  const bytes = await store.readBlob(blobName(runId));
  return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as HeldOutRecord[]) : [];
}
