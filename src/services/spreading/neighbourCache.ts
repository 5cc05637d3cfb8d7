import type { NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import { fingerprint } from './featureSpace.ts';

const READ_ROWS = 4096;

/**
 * Neighbours on disk: a first row that says of which images they are, then for each image its neighbours (int32) and
 * their similarities (float32). `neighbourCount` is at least 1.
 */
export async function cachedNeighbours(
  store: ProjectStore,
  key: string,
  imageIndices: Int32Array,
  neighbourCount: number,
): Promise<NeighbourGraph | undefined> {
  const rows = await openCache(store, key, neighbourCount);
  try {
    const nodeCount = imageIndices.length;
    if (rows.rowCount !== nodeCount + 1) return undefined;
    const head = new Int32Array((await rows.read([0])).buffer);
    if (head[0] !== fingerprint(imageIndices)) return undefined;
    return await readGraph(rows, nodeCount, neighbourCount);
  } finally {
    await rows.close();
  }
}

/** Replaces what was there. Throws DISK_FULL. */
export async function cacheNeighbours(
  store: ProjectStore,
  key: string,
  imageIndices: Int32Array,
  graph: NeighbourGraph,
): Promise<void> {
  const { nodeCount, neighbourCount, neighbours, similarities } = graph;
  const rows = await openCache(store, key, neighbourCount);
  try {
    await rows.truncate(0);
    await rows.append(
      new Uint8Array(Int32Array.of(fingerprint(imageIndices), ...new Int32Array(2 * neighbourCount - 1)).buffer),
    );
    for (let start = 0; start < nodeCount; start += READ_ROWS) {
      const end = Math.min(nodeCount, start + READ_ROWS);
      const block = new ArrayBuffer((end - start) * neighbourCount * 8);
      for (let row = start; row < end; row++) {
        const [from, at] = [row * neighbourCount, (row - start) * neighbourCount * 8];
        new Int32Array(block, at, neighbourCount).set(neighbours.subarray(from, from + neighbourCount));
        new Float32Array(block, at + 4 * neighbourCount, neighbourCount).set(
          similarities.subarray(from, from + neighbourCount),
        );
      }
      await rows.append(new Uint8Array(block));
    }
    await rows.flush();
  } finally {
    await rows.close();
  }
}

function openCache(store: ProjectStore, key: string, neighbourCount: number): Promise<RowFile> {
  return store.openRows(`neighbours-${key}`, neighbourCount * 8);
}

async function readGraph(rows: RowFile, nodeCount: number, neighbourCount: number): Promise<NeighbourGraph> {
  const neighbours = new Int32Array(nodeCount * neighbourCount);
  const similarities = new Float32Array(nodeCount * neighbourCount);
  for (let start = 0; start < nodeCount; start += READ_ROWS) {
    const count = Math.min(READ_ROWS, nodeCount - start);
    const { buffer } = await rows.read(Array.from({ length: count }, (_, place) => 1 + start + place));
    for (let place = 0; place < count; place++) {
      const [to, at] = [(start + place) * neighbourCount, place * neighbourCount * 8];
      neighbours.set(new Int32Array(buffer, at, neighbourCount), to);
      similarities.set(new Float32Array(buffer, at + 4 * neighbourCount, neighbourCount), to);
    }
  }
  return { nodeCount, neighbourCount, neighbours, similarities };
}
