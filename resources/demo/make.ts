/**
 * Makes the demo folder from Fashion-MNIST's training split:
 *
 *     npx tsx resources/demo/make.ts FOLDER_WITH_IDX_FILES
 *
 * writes images/0001.png ... 4000.png (28x28, grey) and truth.csv beside this script. The same input gives the same
 * choice, names and pixels on every machine.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';

const SEED = 0;
const IMAGES_PER_CLASS = 400;
const SIDE_PX = 28;
const CLASS_NAMES = [
  't-shirt',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
];

/** The payload of a gzipped IDX file of bytes, whose header is a magic number and one count per axis, 4 bytes each. */
async function readIdx(path: string, axisCount: number): Promise<Uint8Array> {
  const bytes = gunzipSync(await readFile(path));
  if (bytes.readUInt32BE(0) !== 0x0800 + axisCount) throw new Error(`${path} is no IDX file with ${axisCount} axes`);
  return bytes.subarray(4 * (1 + axisCount));
}

/** The indices in an order that depends on `purpose` and the seed alone. */
function shuffled(indices: Iterable<number>, purpose: string): number[] {
  const key = (index: number) => createHash('sha256').update(`${SEED} ${purpose} ${index}`).digest('hex');
  return Array.from(indices, (index) => ({ index, key: key(index) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ index }) => index);
}

/** The same number of images of every class, at random; `classIds` `[N]`. */
function chooseBalanced(classIds: Uint8Array): number[] {
  const counts = CLASS_NAMES.map(() => 0);
  return shuffled(classIds.keys(), 'choice').filter((index) => {
    const classId = classIds[index]!;
    return counts[classId]!++ < IMAGES_PER_CLASS;
  });
}

async function writePng(path: string, pixels: Uint8Array): Promise<void> {
  const image = sharp(pixels, { raw: { width: SIDE_PX, height: SIDE_PX, channels: 1 } }).toColourspace('b-w');
  await image.png({ compressionLevel: 9, adaptiveFiltering: true }).toFile(path);
}

async function makeDemo(idxFolder: string, demoFolder: string): Promise<void> {
  const pixels = await readIdx(join(idxFolder, 'train-images-idx3-ubyte.gz'), 3);
  const classIds = await readIdx(join(idxFolder, 'train-labels-idx1-ubyte.gz'), 1);
  await rm(join(demoFolder, 'images'), { recursive: true, force: true });
  await mkdir(join(demoFolder, 'images'));
  const truth = ['path,label'];
  // A second shuffle: after the choice alone, the last names would all belong to the classes that filled up last.
  for (const [position, index] of shuffled(chooseBalanced(classIds), 'name').entries()) {
    const name = `${String(position + 1).padStart(4, '0')}.png`;
    const start = index * SIDE_PX * SIDE_PX;
    await writePng(join(demoFolder, 'images', name), pixels.subarray(start, start + SIDE_PX * SIDE_PX));
    truth.push(`${name},${CLASS_NAMES[classIds[index]!]}`);
  }
  await writeFile(join(demoFolder, 'truth.csv'), `${truth.join('\n')}\n`);
}

const idxFolder = process.argv[2];
if (!idxFolder) {
  console.error('usage: npx tsx resources/demo/make.ts FOLDER_WITH_IDX_FILES');
  process.exit(2);
}
await makeDemo(idxFolder, import.meta.dirname);
