import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, expect, it } from 'vitest';

import { glimpsedImages } from '../../../src/services/projects/readInFull.ts';
import { deskDependencies } from '../../../src/services/training/desk/deskDependencies.ts';
import { setLabel } from '../../../src/services/labeling/setLabels.ts';
import type { OpenProject } from '../../../src/services/workbench/openProject.ts';
import { openBench, settled, type OpenBench } from './openBench.ts';

const IMAGE_COUNT = 6;
const PATIENTLY = { timeout: 30_000 };

let bench: OpenBench;
/** What was begun, in order. */
let begun: string[];

beforeEach(async () => {
  bench = openBench();
  begun = [];
  bench.workbench.events.listen((event) => {
    if (event.type === 'activity' && event.activity.state === 'running') begun.push(event.activity.kind);
  });
  await writePhotos('photos', 0);
});

async function writePhotos(folder: string, first: number): Promise<void> {
  mkdirSync(join(bench.root, folder), { recursive: true });
  for (let i = first; i < first + IMAGE_COUNT; i++) {
    const background = { r: 40 * (i % 6), g: 10 * i, b: 90 };
    const photo = sharp({ create: { width: 480, height: 400, channels: 3, background } });
    await photo.jpeg().toFile(join(bench.root, folder, `${i}.jpg`));
  }
}

async function glimpsedCount(project: OpenProject): Promise<number> {
  return (await glimpsedImages(project.store, await project.imageSizePx())).length;
}

/** Stops the first reading as soon as it shows. */
function cancelFirstReading(): void {
  const { activities, events } = bench.workbench;
  const stopListening = events.listen((event) => {
    if (event.type !== 'activity' || event.activity.kind !== 'pixels') return;
    activities.cancel(event.activity.id);
    stopListening();
  });
}

it('reads every pixel in the background when the images were looked at', async () => {
  await bench.client.project.create({ folder: join(bench.root, 'photos') });
  await settled(bench);
  await expect.poll(() => begun, PATIENTLY).toContain('pixels');
  await settled(bench);
  expect(begun.indexOf('pixels')).toBeGreaterThan(begun.indexOf('features'));
  expect(await glimpsedCount(bench.workbench.project)).toBe(0);
  await writePhotos('photos', IMAGE_COUNT);
  await bench.client.project.importAgain();
  await expect.poll(() => bench.workbench.project.images().length, PATIENTLY).toBe(2 * IMAGE_COUNT);
  await expect.poll(() => glimpsedCount(bench.workbench.project), PATIENTLY).toBe(0);
});

it('reads what is left before a training, of which one is told', async () => {
  const { client, workbench } = bench;
  cancelFirstReading();
  await client.project.create({ folder: join(bench.root, 'photos') });
  await expect.poll(() => begun, PATIENTLY).toContain('pixels');
  await settled(bench);
  const { project } = workbench;
  const left = await glimpsedCount(project);
  expect(left).toBeGreaterThan(0);
  for (const index of [0, 1, 2, 3]) {
    setLabel(project.store, index, `class ${index % 2}`, { source: 'human', origin: 'test' });
  }
  const { warnings } = await client.training.estimate({ trainEncoder: false });
  expect(warnings).toContain(`${left} large images still have to be read in full; the training begins when they are.`);
  expect(await glimpsedCount(project)).toBe(left);
  await (await deskDependencies(project).pixelsOf(await project.imageSizePx())).close();
  expect(await glimpsedCount(project)).toBe(0);
});

it('goes on in the background when the project is opened again', async () => {
  const { client, workbench } = bench;
  cancelFirstReading();
  const { path } = await client.project.create({ folder: join(bench.root, 'photos') });
  await expect.poll(() => begun, PATIENTLY).toContain('pixels');
  await settled(bench);
  await client.project.close();
  await client.project.open({ path });
  await expect.poll(() => glimpsedCount(workbench.project), PATIENTLY).toBe(0);
});
