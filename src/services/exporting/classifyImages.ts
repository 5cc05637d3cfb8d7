import { ImageUnreadableError } from '../../shared/errors.ts';
import { throwIfStopped, type StopSignal } from '../../shared/stopSignal.ts';
import type { DecodedImage, ImageFolder } from '../ports/images.ts';
import type { Session } from '../ports/runtime.ts';
import { takeData } from '../ports/takeData.ts';

/** What the classifier file says of one image file. */
export interface Classification {
  readonly path: string;
  readonly label: string;
  /** [C] */
  readonly probabilities: Float32Array;
}

/** Images of equal size that go through the session together, and the most pixels of such a batch. */
const MAX_BATCH = 32;
const MAX_BATCH_PIXELS = 4_000_000;

export interface ClassifyOptions {
  readonly onResult: (classification: Classification) => void;
  /** Called for a file that cannot be used; such files do not stop the others. */
  readonly onSkipped: (path: string, reason: string) => void;
  readonly signal?: StopSignal;
}

/** Runs an exported classifier over image files, in order, holding few of them in memory at a time. */
export async function classifyImages(
  session: Session,
  folder: ImageFolder,
  paths: readonly string[],
  options: ClassifyOptions,
): Promise<void> {
  let batch: { path: string; image: DecodedImage }[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) for (const result of await classifyBatch(session, batch)) options.onResult(result);
    batch = [];
  };
  for (const path of paths) {
    throwIfStopped(options.signal, 'Classifying', 'Start it again.');
    const image = await decode(folder, path, options.onSkipped);
    if (!image) continue;
    if (!fits(batch, image)) await flush();
    batch.push({ path, image });
  }
  await flush();
}

async function decode(
  folder: ImageFolder,
  path: string,
  onSkipped: ClassifyOptions['onSkipped'],
): Promise<DecodedImage | undefined> {
  try {
    return await (await folder.read(path)).decode();
  } catch (error) {
    if (!(error instanceof ImageUnreadableError)) throw error;
    onSkipped(path, error.reason);
    return undefined;
  }
}

function fits(batch: readonly { image: DecodedImage }[], image: DecodedImage): boolean {
  const first = batch[0]?.image;
  if (!first) return true;
  const pixelCount = image.widthPx * image.heightPx * (batch.length + 1);
  const sameSize = first.widthPx === image.widthPx && first.heightPx === image.heightPx;
  return sameSize && batch.length < MAX_BATCH && pixelCount <= MAX_BATCH_PIXELS;
}

async function classifyBatch(
  session: Session,
  batch: readonly { path: string; image: DecodedImage }[],
): Promise<Classification[]> {
  const { widthPx, heightPx } = batch[0]!.image;
  const imageBytes = widthPx * heightPx * 3;
  const data = new Uint8Array(batch.length * imageBytes);
  batch.forEach(({ image }, index) => data.set(image.pixels, index * imageBytes));
  const outputs = await session.run({ images: { type: 'uint8', shape: [batch.length, heightPx, widthPx, 3], data } });
  const labels = (await takeData(outputs['label']!)) as readonly string[];
  const probabilities = (await takeData(outputs['probabilities']!)) as Float32Array;
  const classCount = probabilities.length / batch.length;
  return batch.map(({ path }, index) => ({
    path,
    label: labels[index]!,
    probabilities: probabilities.slice(index * classCount, (index + 1) * classCount),
  }));
}
