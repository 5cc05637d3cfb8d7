import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const encoded = new Map<string, Buffer>();

/** Writes a PNG of one grey, by which its row in the cache can be told. */
export async function writeFlat(folder: string, path: string, grey: number, widthPx = 8, heightPx = 6): Promise<void> {
  const key = `${grey} ${widthPx} ${heightPx}`;
  const background = { r: grey, g: grey, b: grey };
  const image = sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } });
  const bytes = encoded.get(key) ?? (await image.png().toBuffer());
  encoded.set(key, bytes);
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
