import type { PredictionRow } from '../../data/labels/writePredictions.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { newestFinishedRun } from '../training/finishedRun.ts';

/** What is said of every image: by a person where one did, otherwise by the newest classifier. Throws NOT_TRAINED. */
export function predictionRows(store: ProjectStore): PredictionRow[] {
  const predictions = new Map(
    store.predictions(newestFinishedRun(store).id).map((prediction) => [prediction.imageIndex, prediction]),
  );
  const labels = new Map(store.labels().map(({ imageIndex, className }) => [imageIndex, className]));
  return store.images().flatMap(({ index, path }): PredictionRow[] => {
    const label = labels.get(index);
    if (label !== undefined) return [{ path, label, confidence: 1, source: 'human' }];
    const prediction = predictions.get(index);
    return prediction
      ? [{ path, label: prediction.className, confidence: prediction.confidence, source: 'pseudo' }]
      : [];
  });
}
