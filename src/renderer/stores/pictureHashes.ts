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
  /** When each block was asked for last, and the timers of those to be asked for again. */
  const askedAt = new Map<number, number>();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();

  watch(
    () => project.project?.path,
    () => {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const known of [blocks, askedAt, timers]) known.clear();
    },
    { flush: 'sync' },
  );

  /** The first digits of the content hash; undefined while it is not known. */
  function of(index: number): string | undefined {
    const block = Math.floor(index / BLOCK_LENGTH);
    const hash = blocks.get(block)?.[index % BLOCK_LENGTH];
    if (!hash) ask(block);
    return hash || undefined;
  }

  /** A block grows while images are imported, so it is asked for again, but not for every image. */
  function ask(block: number): void {
    const waitMs = (askedAt.get(block) ?? 0) + RETRY_MS - Date.now();
    if (waitMs <= 0) void fetchBlock(block);
    else if (!timers.has(block)) {
      const timer = setTimeout(() => void fetchBlock(block), waitMs);
      timers.set(block, timer);
    }
  }

  async function fetchBlock(block: number): Promise<void> {
    timers.delete(block);
    const path = project.project?.path;
    if (path === undefined) return;
    askedAt.set(block, Date.now());
    const start = block * BLOCK_LENGTH;
    const answer = await engine.images.hashes({ start, end: start + BLOCK_LENGTH }).catch(() => undefined);
    if (project.project?.path !== path) return;
    if (answer) blocks.set(block, answer.hashes);
    else ask(block);
  }

  return { of };
});
