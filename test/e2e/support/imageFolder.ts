import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './server.ts';

const DEMO = path.join(ROOT, 'resources/demo/images');

/** Copies the first images of the demo into a new folder: 0001.png, 0002.png ... */
export async function copyImages(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let number = 1; number <= count; number++) {
    const name = `${String(number).padStart(4, '0')}.png`;
    await cp(path.join(DEMO, name), path.join(folder, name));
  }
}

/** Adds what turns up among the images of real people: half an image, a text called .jpg, an empty file. */
export async function addBrokenFiles(folder: string): Promise<readonly string[]> {
  const whole = await readFile(path.join(DEMO, '0001.png'));
  await writeFile(path.join(folder, 'half.png'), whole.subarray(0, whole.length / 2));
  await writeFile(path.join(folder, 'notes.jpg'), 'These are notes, not a picture.');
  await writeFile(path.join(folder, 'empty.png'), '');
  return ['half.png', 'notes.jpg', 'empty.png'];
}
