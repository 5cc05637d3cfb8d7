import type { ImageRecord } from '../../shared/domain/records.ts';
import { ImageUnreadableError } from '../../shared/errors.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { NewPrediction, ProjectStore } from '../ports/projectStore.ts';
import type { Runtime } from '../ports/runtime.ts';
import { newestFinishedRun } from '../training/finishedRun.ts';
import { classifyImages } from './classifyImages.ts';
import { newestClassifier } from './exportClassifier.ts';

/** Images whose predictions are written together: no more than these are classified again after a crash. */
const KEEP_COUNT = 256;

export interface LaterWork {
  /** What `laterImages` gives. */
  readonly images: readonly ImageRecord[];
  readonly onImage: (done: number, total: number) => void;
}

/** Images that the newest training did not classify: they came, or came back, after it. Throws NOT_TRAINED. */
export function laterImages(store: ProjectStore): ImageRecord[] {
  const predicted = new Set(store.predictedImages(newestFinishedRun(store).id));
  return store.images().filter(({ index }) => !predicted.has(index));
}

/**
 * Classifies later images with the classifier of the newest training, and keeps what it says with the predictions
 * of that training; where it was stopped it goes on. Files that cannot be read, or are not those that were imported,
 * are left out. `onImage` is called for each image; what it throws ends the work.
 * Throws NOT_TRAINED, PROJECT_DAMAGED, DISK_FULL.
 */
export async function classifyLater(
  runtime: Runtime,
  store: ProjectStore,
  folder: ImageFolder,
  { images, onImage }: LaterWork,
): Promise<void> {
  if (images.length === 0) return;
  const { id, classIndices } = newestFinishedRun(store);
  const byPath = new Map(images.map((image) => [image.path, image]));
  const session = await runtime.createSession(await newestClassifier(store));
  let fresh: NewPrediction[] = [];
  const keep = (): void => {
    store.addPredictions(id, fresh);
    fresh = [];
  };
  let doneCount = 0;
  const count = (): void => onImage(++doneCount, images.length);
  try {
    await classifyImages(session, onlyImported(folder, byPath), [...byPath.keys()], {
      onResult({ path, probabilities }) {
        const confidence = Math.max(...probabilities);
        const classIndex = classIndices[probabilities.indexOf(confidence)]!;
        fresh.push({ imageIndex: byPath.get(path)!.index, classIndex, confidence: Math.min(1, confidence) });
        if (fresh.length === KEEP_COUNT) keep();
        count();
      },
      onSkipped: count,
    });
  } finally {
    await session.release();
    keep();
  }
}

/** The folder, in which a file that is no longer the image that was imported cannot be read. */
function onlyImported(folder: ImageFolder, byPath: ReadonlyMap<string, ImageRecord>): ImageFolder {
  return {
    root: folder.root,
    list: () => folder.list(),
    async read(path) {
      const file = await folder.read(path);
      if (file.contentHash === byPath.get(path)!.contentHash) return file;
      throw new ImageUnreadableError(path, 'it is no longer the image that was imported');
    },
  };
}
