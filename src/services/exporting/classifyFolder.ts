import type { PredictionRow } from '../../data/labels/writePredictions.ts';
import type { SkippedFile } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import type { StopSignal } from '../../shared/stopSignal.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { Session } from '../ports/runtime.ts';
import { classifyImages } from './classifyImages.ts';

export interface ClassifiedFolder {
  /** In the order of the paths. */
  readonly rows: readonly PredictionRow[];
  /** Files that are no images, or damaged ones. */
  readonly skipped: readonly SkippedFile[];
}

/**
 * What an exported classifier says of every image of a folder.
 * Throws FOLDER_MISSING, FOLDER_EMPTY when there is no image, STOPPED.
 */
export async function classifyFolder(
  session: Session,
  folder: ImageFolder,
  options: { readonly signal?: StopSignal; readonly onProgress: (done: number, total: number) => void },
): Promise<ClassifiedFolder> {
  const paths = await folder.list();
  const rows: PredictionRow[] = [];
  const skipped: SkippedFile[] = [];
  const progress = (): void => options.onProgress(rows.length + skipped.length, paths.length);
  await classifyImages(session, folder, paths, {
    ...(options.signal ? { signal: options.signal } : {}),
    onResult({ path, label, probabilities }) {
      rows.push({ path, label, confidence: Math.max(...probabilities), source: 'pseudo' });
      progress();
    },
    onSkipped(path, reason) {
      skipped.push({ path, reason });
      progress();
    },
  });
  if (rows.length > 0) return { rows, skipped };
  throw new HandfulError(
    'FOLDER_EMPTY',
    `There is no image in ${folder.root}.`,
    'Choose the folder that holds the images.',
  );
}
