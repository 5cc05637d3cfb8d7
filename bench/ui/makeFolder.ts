import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { randomGenerator } from '../../src/learning/random/randomGenerator.ts';

export const KIND_COUNT = 6;
const SIDE_PX = 32;
const AT_ONCE = 16;
const PER_SUBFOLDER = 1000;

/** What a kind of image shows, as a part of an SVG of 32 x 32; colours and places vary with `random`. */
const KINDS: readonly ((random: () => number) => string)[] = [
  (random) => `<circle cx="${12 + 8 * random()}" cy="16" r="${6 + 5 * random()}" fill="${hue(200, random)}"/>`,
  (random) =>
    `<rect x="${4 + 6 * random()}" y="6" width="16" height="${12 + 8 * random()}" fill="${hue(20, random)}"/>`,
  (random) => `<path d="M16 ${3 + 4 * random()}L29 28H3Z" fill="${hue(110, random)}"/>`,
  (random) => `<path d="M0 ${8 * random()}h32M0 14h32M0 24h32" stroke-width="5" stroke="${hue(290, random)}"/>`,
  (random) => `<path d="M${8 * random()} 0v32M14 0v32M24 0v32" stroke-width="4" stroke="${hue(50, random)}"/>`,
  (random) =>
    `<circle cx="16" cy="16" r="${8 + 4 * random()}" stroke-width="5" fill="none" stroke="${hue(340, random)}"/>`,
];

function hue(middle: number, random: () => number): string {
  return `hsl(${middle + 40 * random() - 20} ${50 + 40 * random()}% ${35 + 25 * random()}%)`;
}

/**
 * A folder of `count` images of a few kinds, all different, the same in every run; made once and then kept. The kind
 * of image i is i mod KIND_COUNT.
 */
export async function makeFolder(folder: string, count: number): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  for (let start = 0; start < count; start += PER_SUBFOLDER)
    await mkdir(subfolder(unfinished, start), { recursive: true });
  for (let start = 0; start < count; start += AT_ONCE) {
    const indices = Array.from({ length: Math.min(AT_ONCE, count - start) }, (_, k) => start + k);
    await Promise.all(indices.map((index) => makeImage(unfinished, index)));
  }
  await rename(unfinished, folder);
}

const subfolder = (folder: string, index: number): string =>
  path.join(folder, String(Math.floor(index / PER_SUBFOLDER)).padStart(4, '0'));

async function makeImage(folder: string, index: number): Promise<void> {
  const random = randomGenerator(index + 1);
  const shade = Math.floor(30 * random());
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE_PX}" height="${SIDE_PX}">
    <rect width="32" height="32" fill="rgb(${shade} ${shade} ${index % 40})"/>${KINDS[index % KIND_COUNT]!(random)}</svg>`;
  const file = path.join(subfolder(folder, index), `${String(index).padStart(6, '0')}.png`);
  await sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toFile(file);
}
