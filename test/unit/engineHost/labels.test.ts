import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';

import { directClient } from '../../../src/engineHost/directClient.ts';
import { nodeMachine } from '../../../src/engineHost/machine.ts';
import { createProject } from '../../../src/platform/node/projectStore/openProject.ts';
import { Workbench } from '../../../src/services/workbench/workbench.ts';
import type { EngineClient } from '../../../src/shared/contract/contract.ts';
import { fromWire } from '../../../src/shared/contract/errors.ts';
import { NONE_CLASS } from '../../../src/shared/domain/noneClass.ts';
import { RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { sharedRuntime } from '../../support/sharedRuntime.ts';
import { newImage } from '../platform/node/projectStore/newImage.ts';
import { temporaryFolder } from '../platform/node/temporaryFolder.ts';

let path: string;
let workbench: Workbench;
let client: EngineClient;

beforeEach(async () => {
  path = join(temporaryFolder(), 'p.handful');
  const store = await createProject(path, temporaryFolder());
  store.addImages(['a', 'b', 'c', 'd'].map((name) => newImage(`${name}.png`)));
  store.close();
  workbench = new Workbench({ ...nodeMachine(), runtime: sharedRuntime });
  onTestFinished(() => workbench.close());
  client = directClient({ workbench, host: 'browser' });
  await client.project.open({ path });
});

const classes = async () => {
  const state = await client.project.state();
  return state!.classes.map(({ name, labelCount, isNone }) => [name, labelCount, isNone]);
};

it('labels, takes back and does again, also after the project was closed', async () => {
  const before = (await client.project.state())!.revision;
  const answer = await client.labels.assign({ indices: [0, 1, 2], className: 'boot', where: 'grid' });
  expect(answer.changedCount).toBe(3);
  expect(answer.revision).toBeGreaterThan(before);
  await client.labels.assign({ indices: [2], className: NONE_CLASS, where: 'zoom' });
  expect(await classes()).toEqual([['boot', 2, false], [NONE_CLASS, 1, true]]); // prettier-ignore
  expect(await client.project.state()).toMatchObject({
    labelCount: 3,
    undo: { kind: 'labelled', className: 'none of these' },
  });

  await client.project.close();
  await client.project.open({ path });
  expect((await client.labels.undo()).changedCount).toBe(1);
  expect(await classes()).toEqual([['boot', 3, false]]);
  expect((await client.labels.redo()).changedCount).toBe(1);
  expect(await classes()).toEqual([['boot', 2, false], [NONE_CLASS, 1, true]]); // prettier-ignore
  expect((await client.labels.redo()).changedCount).toBe(0);
});

it('adds, renames, recolours, joins and removes classes', async () => {
  expect(await client.labels.addClass({ name: 'boot' })).toEqual({ classIndex: 0 });
  await client.labels.assign({ indices: [0], className: 'shoe', where: 'grid' });
  await client.labels.assign({ indices: [1, 2], className: 'coat', where: 'map' });
  await client.labels.renameClass({ classIndex: 0, name: 'high boot' });
  await client.labels.recolourClass({ classIndex: 0, colour: '#123456' });
  expect((await client.project.state())!.classes[0]).toMatchObject({ name: 'high boot', colour: '#123456', key: '1' });
  expect((await client.labels.renameClass({ classIndex: 2, name: 'shoe' })).changedCount).toBe(2);
  expect(await classes()).toEqual([['high boot', 0, false], ['shoe', 3, false]]); // prettier-ignore
  expect((await client.labels.removeClass({ classIndex: 1 })).changedCount).toBe(3);
  expect(await classes()).toEqual([['high boot', 0, false]]);
  const refusal = await client.labels.removeClass({ classIndex: 1 }).catch((error: unknown) => error);
  expect(fromWire(refusal)).toMatchObject({ code: 'REQUEST_INVALID', message: 'There is no class 1.' });
});

it('remembers where a label was given', async () => {
  await client.labels.assign({ indices: [3], className: 'boot', where: 'map' });
  await client.labels.assign({ indices: [3], className: null, where: 'review' });
  const [details] = await client.images.details({ indices: [3] });
  expect(details!.history.map(({ className, source, origin }) => [className, source, origin])).toEqual([
    ['boot', 'human', 'map'],
    [null, 'human', 'review'],
  ]);
});

/** Indices of six red and six blue images, of which one each is labelled. */
async function spreadOut(): Promise<{ reds: number[]; blues: number[] }> {
  const folder = join(temporaryFolder(), 'tiles');
  await writePictures(folder, RED_AND_BLUE, 6);
  await client.project.create({ folder });
  await vi.waitFor(() => expect(workbench.activities.list()).toEqual([]), 10_000);
  const images = workbench.project.images();
  const [reds, blues] = ['red', 'blue'].map((name) =>
    images.filter(({ path: at }) => at.startsWith(name)).map(({ index }) => index),
  );
  await client.labels.assign({ indices: [reds![0]!], className: 'red', where: 'grid' });
  await client.labels.assign({ indices: [blues![0]!], className: 'blue', where: 'grid' });
  await vi.waitFor(() => expect(workbench.project.spread.source).toBe('frozen'), 20_000);
  return { reds: reds!, blues: blues! };
}

it('tells corrections from labels, and accepts what is shown of images without a label', async () => {
  const { reds, blues } = await spreadOut();
  await client.labels.assign({ indices: [reds[1]!], className: 'blue', where: 'review' });
  await client.labels.assign({ indices: [reds[2]!], className: 'red', where: 'review' });
  const sourceOf = new Map(workbench.project.store.labels().map((label) => [label.imageIndex, label.source]));
  expect([sourceOf.get(reds[1]!), sourceOf.get(reds[2]!)]).toEqual(['corrected', 'human']);

  const shown = workbench.project.spread.pseudo;
  const answer = await client.labels.accept({ indices: [...blues, reds[1]!], where: 'grid' });
  expect(answer.changedCount).toBe(5);
  for (const index of blues.slice(1)) expect(workbench.project.labels.labels[index]).toBe(shown[index]);
  expect(workbench.project.labels.labels[reds[1]!]).toBe(1);
});
