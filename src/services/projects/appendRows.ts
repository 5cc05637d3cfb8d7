import type { DecodedImage, Preprocessing } from '../ports/images.ts';
import { EXACT, GLIMPSED, type PixelCache } from './pixelRows.ts';
import type { ReadImage } from './readImage.ts';

/** Images of one size go through the graph together up to this many bytes; larger batches fall out of the cache. */
const BATCH_BYTES = 1_000_000;

export interface RowSink {
  readonly cache: PixelCache;
  readonly preprocessing: Preprocessing;
  /** How many images are written at once. */
  readonly windowSize?: number;
  /** Called for each window when its rows are on disk. */
  readonly commit: (window: readonly (ReadImage | undefined)[]) => void;
}

/**
 * Appends a row for each image, in order, in windows: while one is preprocessed and written, the next is being read.
 * undefined stands for an image that cannot be read any more and gives a row of zeros.
 */
export async function appendRows(images: AsyncIterable<ReadImage | undefined>, sink: RowSink): Promise<void> {
  const { windowSize = 256, cache } = sink;
  await alignMarks(cache);
  let writing: Promise<void> = Promise.resolve();
  let window: (ReadImage | undefined)[] = [];
  const write = async (): Promise<void> => {
    await writing;
    writing = writeWindow(window, sink);
    // Whoever awaits it next gets the error; until then it is no unhandled one.
    writing.catch(() => undefined);
    window = [];
  };
  for await (const read of images) {
    window.push(read);
    if (window.length === windowSize) await write();
  }
  await write();
  await writing;
}

async function writeWindow(window: readonly (ReadImage | undefined)[], sink: RowSink): Promise<void> {
  if (window.length === 0) return;
  const { pixels, glimpseMarks } = sink.cache;
  // Marks come first: a glimpse that a crash left without a mark would be taken for exact.
  await glimpseMarks.append(Uint8Array.from(window, markOf));
  await glimpseMarks.flush();
  await pixels.append(await preprocessWindow(window, sink.preprocessing));
  await pixels.flush();
  sink.commit(window);
}

/** A file that cannot be read now may be there when every pixel is wanted. */
function markOf(read: ReadImage | undefined): number {
  if (read === undefined) return GLIMPSED;
  return 'row' in read.content && read.content.isGlimpse ? GLIMPSED : EXACT;
}

/** One mark for each row: a crash, or a cache that was deleted, may have left more, and an older Handful made none. */
async function alignMarks({ pixels, glimpseMarks }: PixelCache): Promise<void> {
  await glimpseMarks.truncate(pixels.rowCount);
  await glimpseMarks.append(new Uint8Array(pixels.rowCount - glimpseMarks.rowCount).fill(EXACT));
}

/** An image and its place in the window. */
interface Placed {
  readonly place: number;
  readonly image: DecodedImage;
}

/** A row for each image, in order. */
export async function preprocessWindow(
  window: readonly (ReadImage | undefined)[],
  preprocessing: Preprocessing,
): Promise<Uint8Array> {
  const rowBytes = preprocessing.sizePx * preprocessing.sizePx * 3;
  const rows = new Uint8Array(window.length * rowBytes);
  const waiting: Placed[] = [];
  for (const [place, read] of window.entries()) {
    if (read === undefined) continue;
    if ('row' in read.content) rows.set(read.content.row, place * rowBytes);
    else waiting.push({ place, image: read.content.image });
  }
  for (const batch of batchesOfOneSize(waiting)) {
    const done = await preprocessing.preprocess(batch.map(({ image }) => image));
    for (const [i, { place }] of batch.entries()) {
      rows.set(done.subarray(i * rowBytes, (i + 1) * rowBytes), place * rowBytes);
    }
  }
  return rows;
}

function batchesOfOneSize(images: readonly Placed[]): Placed[][] {
  const batches: Placed[][] = [];
  const open = new Map<string, Placed[]>();
  for (const placed of images) {
    const { widthPx, heightPx, pixels } = placed.image;
    const size = `${widthPx} x ${heightPx}`;
    const batch = open.get(size);
    if (batch !== undefined && (batch.length + 1) * pixels.length <= BATCH_BYTES) batch.push(placed);
    else {
      const begun = [placed];
      open.set(size, begun);
      batches.push(begun);
    }
  }
  return batches;
}
