import type { NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import { fingerprint } from './featureSpace.ts';

/** Rows that are read or written at a time. */
const BLOCK_ROWS = 4096;

/** Who is near whom among some images. */
export interface ImageNeighbours {
  /** Image of each row of the graph. [N] */
  readonly imageIndices: Int32Array;
  readonly graph: NeighbourGraph;
}

/**
 * The neighbours that were cached last, whichever images they are of. On disk: for each image its index, the rows of
 * its neighbours (int32) and their similarities (float32), then a seal, the fingerprint of all that comes before.
 * Undefined where there are none, or where the seal does not fit: then a crash left a part of them.
 */
export async function cachedNeighbours(
  store: ProjectStore,
  key: string,
  neighbourCount: number,
): Promise<ImageNeighbours | undefined> {
  const rows = await openCache(store, key, neighbourCount);
  try {
    return await readSealed(rows, neighbourCount);
  } finally {
    await rows.close();
  }
}

/** Replaces what was there. Throws DISK_FULL. */
export async function cacheNeighbours(
  store: ProjectStore,
  key: string,
  { imageIndices, graph }: ImageNeighbours,
): Promise<void> {
  const { nodeCount, neighbourCount, neighbours } = graph;
  const similarities = asIntegers(graph.similarities);
  const width = widthOf(neighbourCount);
  const rows = await openCache(store, key, neighbourCount);
  try {
    await rows.truncate(0);
    let seal = fingerprint(new Int32Array());
    for (let start = 0; start < nodeCount; start += BLOCK_ROWS) {
      const end = Math.min(nodeCount, start + BLOCK_ROWS);
      const block = new Int32Array((end - start) * width);
      for (let row = start; row < end; row++) {
        const [from, at] = [row * neighbourCount, (row - start) * width];
        block[at] = imageIndices[row]!;
        block.set(neighbours.subarray(from, from + neighbourCount), at + 1);
        block.set(similarities.subarray(from, from + neighbourCount), at + 1 + neighbourCount);
      }
      seal = fingerprint(block, seal);
      await rows.append(asBytes(block));
    }
    await rows.append(asBytes(Int32Array.of(seal, ...new Int32Array(width - 1))));
    await rows.flush();
  } finally {
    await rows.close();
  }
}

async function readSealed(rows: RowFile, neighbourCount: number): Promise<ImageNeighbours | undefined> {
  const nodeCount = rows.rowCount - 1;
  if (nodeCount < 1) return undefined;
  const width = widthOf(neighbourCount);
  const imageIndices = new Int32Array(nodeCount);
  const neighbours = new Int32Array(nodeCount * neighbourCount);
  const similarities = new Float32Array(nodeCount * neighbourCount);
  const bits = asIntegers(similarities);
  let seal = fingerprint(new Int32Array());
  for (let start = 0; start < nodeCount; start += BLOCK_ROWS) {
    const block = await readBlock(rows, start, Math.min(nodeCount, start + BLOCK_ROWS));
    seal = fingerprint(block, seal);
    for (let at = 0, row = start; at < block.length; at += width, row++) {
      imageIndices[row] = block[at]!;
      neighbours.set(block.subarray(at + 1, at + 1 + neighbourCount), row * neighbourCount);
      bits.set(block.subarray(at + 1 + neighbourCount, at + width), row * neighbourCount);
    }
  }
  if ((await readBlock(rows, nodeCount, nodeCount + 1))[0] !== seal) return undefined;
  return { imageIndices, graph: { nodeCount, neighbourCount, neighbours, similarities } };
}

async function readBlock(rows: RowFile, start: number, end: number): Promise<Int32Array> {
  const bytes = await rows.read(Array.from({ length: end - start }, (_, place) => start + place));
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

function openCache(store: ProjectStore, key: string, neighbourCount: number): Promise<RowFile> {
  return store.openRows(`neighbours-${key}`, widthOf(neighbourCount) * 4);
}

/** Numbers of 4 bytes in a row. */
const widthOf = (neighbourCount: number): number => 1 + 2 * neighbourCount;

const asIntegers = ({ buffer, byteOffset, length }: Float32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length);

const asBytes = ({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
