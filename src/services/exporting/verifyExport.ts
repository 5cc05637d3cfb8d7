import { HandfulError } from '../../shared/errors.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
import type { StopSignal } from '../../shared/stopSignal.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { Runtime } from '../ports/runtime.ts';
import { classifyImages } from './classifyImages.ts';

/** How the exported file compares with the app on images of the project. */
export interface ExportCheck {
  readonly comparedCount: number;
  /** Share of images with the same label, 0 to 1. */
  readonly sameLabel: number;
  readonly largestDifference: number;
}

export interface VerifyOptions {
  readonly signal?: StopSignal;
  /** Called for each image that is compared, or could not be. */
  readonly onImage?: () => void;
}

/** The promise of an export. */
const MIN_SAME_LABEL = 0.999;
const MAX_DIFFERENCE = 0.01;
/** Enough images that one disagreement in a thousand shows. */
export const MAX_COMPARED = 1000;

/**
 * Runs the exported file on image files of the project, from their bytes on, and compares with the probabilities that
 * the app computed from its cache. `probabilitiesOf` gives those of an image, [C].
 * Throws EXPORT_DISAGREES, naming the worst image, also when no image is left to compare; STOPPED.
 */
export async function verifyExport(
  runtime: Runtime,
  file: Uint8Array,
  folder: ImageFolder,
  images: readonly ImageRecord[],
  app: { readonly classNames: readonly string[]; probabilitiesOf(imageIndex: number): Float32Array },
  { signal, onImage = () => undefined }: VerifyOptions = {},
): Promise<ExportCheck> {
  const sample = evenly(images, MAX_COMPARED);
  const byPath = new Map(sample.map((image) => [image.path, image.index]));
  let comparedCount = 0;
  let sameCount = 0;
  let worst = { path: '', difference: 0 };
  const session = await runtime.createSession(file);
  try {
    await classifyImages(session, folder, [...byPath.keys()], {
      ...(signal ? { signal } : {}),
      onResult: ({ path, label, probabilities }) => {
        const expected = app.probabilitiesOf(byPath.get(path)!);
        const difference = Math.max(...expected.map((value, index) => Math.abs(value - probabilities[index]!)));
        comparedCount++;
        if (label === app.classNames[argMax(expected)]) sameCount++;
        if (!(difference <= worst.difference)) worst = { path, difference };
        onImage();
      },
      onSkipped: onImage,
    });
  } finally {
    await session.release();
  }
  if (comparedCount === 0) throw nothingToCompare(folder);
  const sameLabel = sameCount / comparedCount;
  if (sameLabel < MIN_SAME_LABEL || !(worst.difference <= MAX_DIFFERENCE)) throw disagreement(sameLabel, worst);
  return { comparedCount, sameLabel, largestDifference: worst.difference };
}

function nothingToCompare(folder: ImageFolder): HandfulError {
  return new HandfulError(
    'EXPORT_DISAGREES',
    `None of the project's images can be read any more in ${folder.root}, so the file could not be checked; nothing was written.`,
    'Import the folder again from where the images are now: `handful import FOLDER --project P`.',
  );
}

function disagreement(sameLabel: number, worst: { path: string; difference: number }): HandfulError {
  const share = (100 * sameLabel).toFixed(2);
  return new HandfulError(
    'EXPORT_DISAGREES',
    `The exported file gives the same label as the app on ${share} % of the images, and probabilities up to ` +
      `${worst.difference.toFixed(3)} apart (${worst.path}); nothing was written.`,
    'If images changed on disk since they were imported, import the folder again and train; otherwise report this as a defect.',
  );
}

/** At most `count` of the items, spread evenly over all of them. */
function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]!);
}

function argMax(values: Float32Array): number {
  return values.indexOf(Math.max(...values));
}
