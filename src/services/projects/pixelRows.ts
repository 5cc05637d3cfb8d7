import type { DecodedImage, Preprocessing } from '../ports/images.ts';
import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import type { ReadImage } from './readImage.ts';

const NAME = 'pixels-';

/** Opens the training cache for a size: row i is the image with index i, uint8 [S, S, 3]. */
export function openPixelRows(store: ProjectStore, sizePx: number): Promise<RowFile> {
  return store.openRows(`${NAME}${sizePx}`, sizePx * sizePx * 3);
}

/** Whether the pixels of all images are cached at a size. */
export async function hasPixels(store: ProjectStore, sizePx: number): Promise<boolean> {
  const rows = await openPixelRows(store, sizePx);
  const { rowCount } = rows;
  await rows.close();
  return rowCount > (store.images().at(-1)?.index ?? -1);
}

/** Opens the training cache for a size that the project may not have been imported at; `fill` then imports it so. */
export async function openFilledPixelRows(
  store: ProjectStore,
  sizePx: number,
  fill: () => Promise<unknown>,
): Promise<RowFile> {
  if (!(await hasPixels(store, sizePx))) await fill();
  return openPixelRows(store, sizePx);
}

/**
 * Deletes the caches, of whatever size, in which one of these images has a blank row, as it has when it was gone when
 * that was made. They are made again when they are needed.
 */
export async function forgetBlankRows(store: ProjectStore, imageIndices: readonly number[]): Promise<void> {
  for (const name of store.rowNames().filter((each) => each.startsWith(NAME))) {
    const rows = await openPixelRows(store, Number(name.slice(NAME.length)));
    const isToGo = await hasBlankRow(rows, imageIndices);
    await rows.close();
    if (isToGo) await store.deleteRows(name);
  }
}

async function hasBlankRow(rows: RowFile, imageIndices: readonly number[]): Promise<boolean> {
  for (const index of imageIndices.filter((each) => each < rows.rowCount)) {
    if ((await rows.read([index])).every((value) => value === 0)) return true;
  }
  return false;
}

/** Images of one size go through the graph together up to this many bytes; larger batches fall out of the cache. */
const BATCH_BYTES = 1_000_000;

export interface RowSink {
  readonly rows: RowFile;
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
  const { windowSize = 256 } = sink;
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
  await sink.rows.append(await preprocessWindow(window, sink.preprocessing));
  await sink.rows.flush();
  sink.commit(window);
}

/** An image and its place in the window. */
interface Placed {
  readonly place: number;
  readonly image: DecodedImage;
}

async function preprocessWindow(
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
