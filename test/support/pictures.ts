import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { randomGenerator } from '../../src/learning/random/randomGenerator.ts';

/** Encoded pictures, by what they show: many tests write the same ones. */
const encoded = new Map<string, Buffer>();

/** Writes noisy pictures that are mostly of one colour per class, as CLASS-NUMBER.png, and returns their names. */
export async function writePictures(
  folder: string,
  colours: Readonly<Record<string, readonly [number, number, number]>>,
  perClass: number,
  sizePx = 16,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  for (const [name, colour] of Object.entries(colours)) {
    for (let number = 0; number < perClass; number++) {
      const key = `${colour.join(' ')}, ${names.length}, ${sizePx}`;
      const png = encoded.get(key) ?? (await noisyPicture(colour, names.length, sizePx));
      encoded.set(key, png);
      names.push(`${name}-${number}.png`);
      await writeFile(path.join(folder, names.at(-1)!), png);
    }
  }
  return names;
}

function noisyPicture(colour: readonly [number, number, number], seed: number, sizePx: number): Promise<Buffer> {
  const random = randomGenerator(seed);
  const pixels = Buffer.from(
    Array.from({ length: sizePx * sizePx * 3 }, (_, index) => 0.6 * colour[index % 3]! + 100 * random()),
  );
  const raw = { width: sizePx, height: sizePx, channels: 3 } as const;
  return sharp(pixels, { raw }).png().toBuffer();
}

/** Two classes that anybody can tell apart. */
export const RED_AND_BLUE = { red: [250, 20, 20], blue: [20, 20, 250] } as const;

/** A CSV file that gives the first `perClass` pictures of each class the name of their class. */
export function labelsCsv(names: readonly string[], perClass: number): string {
  const rows = names.flatMap((name) => {
    const [label, number] = path.basename(name, '.png').split('-');
    return Number(number) < perClass ? [`${name},${label}`] : [];
  });
  return ['path,label', ...rows].join('\n');
}
