import { suggestImageSize } from '../projects/suggestImageSize.ts';
import type { Bench } from './bench.ts';

const BLOB = 'image-size.json';

/**
 * What tells the image size of a project, px: decided once, so that caches stay valid when the folder changes or is
 * away. Whoever asks while it is being decided waits for that: two that decide would write the same file.
 */
export function rememberedImageSize(bench: Pick<Bench, 'store' | 'folder'>): () => Promise<number> {
  let answer: Promise<number> | undefined;
  return () => (answer ??= readOrDecide(bench).finally(() => (answer = undefined)));
}

async function readOrDecide(bench: Pick<Bench, 'store' | 'folder'>): Promise<number> {
  const stored = await bench.store.readBlob(BLOB);
  if (stored) return (JSON.parse(new TextDecoder().decode(stored)) as { sizePx: number }).sizePx;
  const sizePx = await suggestImageSize(bench.folder());
  await bench.store.writeBlob(BLOB, new TextEncoder().encode(JSON.stringify({ sizePx })));
  return sizePx;
}
