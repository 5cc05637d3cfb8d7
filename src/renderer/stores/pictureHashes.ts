import { defineStore } from 'pinia';
import { shallowReactive, watch } from 'vue';
import { useEngine } from '../engine/client.ts';
import { useProject } from './project.ts';

const BLOCK_LENGTH = 1000;
const RETRY_MS = 1000;

/** Content hashes of images, fetched in blocks when first asked for. */
export const usePictureHashes = defineStore('pictureHashes', () => {
  const engine = useEngine();
  const project = useProject();
  const blocks = shallowReactive(new Map<number, readonly string[]>());
  const asked = new Map<number, number>();

  watch(
    () => project.project?.path,
    () => {
      blocks.clear();
      asked.clear();
    },
    { flush: 'sync' },
  );

  /** The first digits of the content hash; undefined while it is being fetched, '' where there is no image. */
  function of(index: number): string | undefined {
    const block = Math.floor(index / BLOCK_LENGTH);
    const hash = blocks.get(block)?.[index % BLOCK_LENGTH];
    if (hash === undefined) void fetchBlock(block);
    return hash;
  }

  /** A block at the end grows while images are imported, so it is fetched again, but not for every image. */
  async function fetchBlock(block: number): Promise<void> {
    const now = Date.now();
    const path = project.project?.path;
    if (path === undefined || now - (asked.get(block) ?? 0) < RETRY_MS) return;
    asked.set(block, now);
    const start = block * BLOCK_LENGTH;
    const answer = await engine.images.hashes({ start, end: start + BLOCK_LENGTH }).catch(() => undefined);
    if (answer && project.project?.path === path) blocks.set(block, answer.hashes);
  }

  return { of };
});
