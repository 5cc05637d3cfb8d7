import type { DecodedImage, Preprocessing } from '../ports/images.ts';
import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import type { ReadImage } from './readImage.ts';

/** Opens the training cache for a size: row i is the image with index i, uint8 [S, S, 3]. */
export function openPixelRows(store: ProjectStore, sizePx: number): Promise<RowFile> {
  return store.openRows(`pixels-${sizePx}`, sizePx * sizePx * 3);
}

/** A window is written when it holds this many images or bytes of pixels. */
const WINDOW_IMAGES = 256;
const WINDOW_BYTES = 64_000_000;

export interface RowSink {
  readonly rows: RowFile;
  readonly preprocessing: Preprocessing;
  /** Called for each window when its rows are on disk. */
  readonly commit: (window: readonly (ReadImage | undefined)[]) => void;
}

/**
 * Appends a row for each image, in order, in windows: while one is preprocessed and written, the next is being read.
 * undefined stands for an image that cannot be read any more and gives a row of zeros.
 */
export async function appendRows(images: AsyncIterable<ReadImage | undefined>, sink: RowSink): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  let window: (ReadImage | undefined)[] = [];
  let byteCount = 0;
  const write = async (): Promise<void> => {
    await writing;
    writing = writeWindow(window, sink);
    // Whoever awaits it next gets the error; until then it is no unhandled one.
    writing.catch(() => undefined);
    window = [];
    byteCount = 0;
  };
  for await (const read of images) {
    window.push(read);
    if (read !== undefined && 'image' in read.content) byteCount += read.content.image.pixels.length;
    if (window.length === WINDOW_IMAGES || byteCount > WINDOW_BYTES) await write();
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

async function preprocessWindow(
  window: readonly (ReadImage | undefined)[],
  preprocessing: Preprocessing,
): Promise<Uint8Array> {
  const rowBytes = preprocessing.sizePx * preprocessing.sizePx * 3;
  const rows = new Uint8Array(window.length * rowBytes);
  const bySize = new Map<string, { place: number; image: DecodedImage }[]>();
  for (const [place, read] of window.entries()) {
    if (read === undefined) continue;
    const { content } = read;
    if ('row' in content) {
      rows.set(content.row, place * rowBytes);
      continue;
    }
    const size = `${content.image.widthPx} x ${content.image.heightPx}`;
    const sameSize = bySize.get(size) ?? [];
    sameSize.push({ place, image: content.image });
    bySize.set(size, sameSize);
  }
  for (const sameSize of bySize.values()) {
    const done = await preprocessing.preprocess(sameSize.map(({ image }) => image));
    for (const [i, { place }] of sameSize.entries()) {
      rows.set(done.subarray(i * rowBytes, (i + 1) * rowBytes), place * rowBytes);
    }
  }
  return rows;
}
