import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { directClient } from '../../../../src/engineHost/directClient.ts';
import { nodeMachine } from '../../../../src/engineHost/machine.ts';
import { keepTrainedFeatures } from '../../../../src/services/spreading/trainedFeatures.ts';
import { Workbench } from '../../../../src/services/workbench/workbench.ts';
import { unpackInt16, unpackInt32, unpackUint8 } from '../../../../src/shared/contract/columns.ts';
import type { EngineClient } from '../../../../src/shared/contract/contract.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import { RED_AND_BLUE, writePictures } from '../../../support/pictures.ts';
import { sharedRuntime } from '../../../support/sharedRuntime.ts';

let folder: string;
let workbench: Workbench;
let client: EngineClient;
let events: WorkbenchEvent[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'handful-'));
  events = [];
  begin();
  await writePictures(path.join(folder, 'tiles'), RED_AND_BLUE, 20);
});

afterEach(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

function begin(): void {
  workbench = new Workbench({ ...nodeMachine(), runtime: sharedRuntime });
  workbench.events.listen((event) => events.push(event));
  client = directClient({ workbench, host: 'browser' });
}

/** When all images that are there now have been looked at. */
async function lookedAt(imageCount: number): Promise<void> {
  await vi.waitFor(() => expect(workbench.project.spread.space?.imageIndices.length).toBe(imageCount), 30_000);
}

const titles = (kind: string): string[] =>
  events.flatMap((event) =>
    event.type === 'activity' && event.activity.kind === kind && event.activity.state === 'done'
      ? [event.activity.title]
      : [],
  );

async function indexOf(start: string, count: number): Promise<number[]> {
  const { order } = await client.images.view({ sort: 'folder', filter: { pathContains: start } });
  return Array.from(unpackInt32(order)).slice(0, count);
}

describe('Spread', () => {
  it('looks at the images after the import and spreads labels with each change', async () => {
    await client.project.create({ folder: path.join(folder, 'tiles') });
    await lookedAt(40);
    const [red, blue] = [await indexOf('red', 20), await indexOf('blue', 20)];
    expect((await client.project.state())!.spread).toBe('none');
    await client.labels.assign({ indices: red.slice(0, 1), className: 'red', where: 'grid' });
    await client.labels.assign({ indices: blue.slice(0, 1), className: 'blue', where: 'grid' });
    const state = (await client.project.state())!;
    expect(state.spread).toBe('frozen');
    expect(state.classes.map(({ pseudoCount }) => pseudoCount)).toEqual([19, 19]);
    const columns = await client.images.columns();
    expect(columns.revision).toBe(state.revision);
    const pseudo = unpackInt16(columns.pseudo);
    expect(red.slice(1).every((index) => pseudo[index] === 0)).toBe(true);
    expect(blue.slice(1).every((index) => pseudo[index] === 1)).toBe(true);
    expect(unpackUint8(columns.confidence)[red[5]!]).toBeGreaterThan(128);
    expect(events.findLast(({ type }) => type === 'columns')).toEqual({ type: 'columns', columns });
  });

  it('says what to label next, how far the classes are, and why', async () => {
    await client.project.create({ folder: path.join(folder, 'tiles') });
    await lookedAt(40);
    const [red, blue] = [await indexOf('red', 20), await indexOf('blue', 20)];
    await client.labels.assign({ indices: red.slice(0, 2), className: 'red', where: 'grid' });
    await client.labels.assign({ indices: blue.slice(0, 2), className: 'blue', where: 'grid' });
    const suggested = (await client.labels.suggest({ count: 4 })).map(({ index }) => index);
    for (const index of [...red.slice(0, 2), ...blue.slice(0, 2)]) expect(suggested).not.toContain(index);
    expect(await client.labels.sufficiency()).toMatchObject([
      { classIndex: 0, labelCount: 2 },
      { classIndex: 1, labelCount: 2 },
    ]);
    for (const index of red.slice(2, 5))
      await client.labels.assign({ indices: [index], className: 'red', where: 'grid' });
    const [sufficient] = await client.labels.sufficiency();
    expect(sufficient).toMatchObject({ labelCount: 5, changedShare: 0, state: 'enough' });
    const { because, pseudo } = await client.images.explain({ index: red[9]!, count: 2 });
    expect(pseudo?.classIndex).toBe(0);
    expect(because.map(({ classIndex }) => classIndex)).toEqual([0, 0]);
  });

  it('disagrees with a wrong label', async () => {
    await client.project.create({ folder: path.join(folder, 'tiles') });
    await lookedAt(40);
    const [red, blue] = [await indexOf('red', 20), await indexOf('blue', 20)];
    await client.labels.assign({ indices: red.slice(0, 6), className: 'red', where: 'grid' });
    await client.labels.assign({ indices: [...blue.slice(0, 6), red[7]!], className: 'blue', where: 'grid' });
    await workbench.project.spread.settled();
    const { order } = await client.images.view({ sort: 'folder', filter: { disagree: true } });
    expect(Array.from(unpackInt32(order))).toEqual([red[7]]);
  });

  it('opens with what it had, and looks at images that came since', async () => {
    const project = path.join(folder, 'p.handful');
    await client.project.create({ folder: path.join(folder, 'tiles'), path: project });
    await lookedAt(40);
    const [red, blue] = [await indexOf('red', 20), await indexOf('blue', 20)];
    await client.labels.assign({ indices: red.slice(0, 3), className: 'red', where: 'grid' });
    await client.labels.assign({ indices: blue.slice(0, 3), className: 'blue', where: 'grid' });
    await workbench.project.spread.settled();
    const before = await client.images.columns();
    await workbench.close();
    events = [];
    begin();
    await client.project.open({ path: project });
    await lookedAt(40);
    await workbench.project.spread.settled();
    expect(titles('features')).toEqual([]);
    expect(titles('neighbours')).toEqual([]);
    expect(unpackInt16((await client.images.columns()).pseudo)).toEqual(unpackInt16(before.pseudo));
    await writePictures(path.join(folder, 'tiles', 'more'), RED_AND_BLUE, 4);
    await client.project.importAgain();
    await lookedAt(48);
    expect(titles('features')).toHaveLength(1);
    // The 8 new images with all 48, and all 48 with the 8.
    const compared = events.findLast((event) => event.type === 'activity' && event.activity.kind === 'neighbours');
    expect(compared).toMatchObject({ activity: { state: 'done', total: 8 + 48 } });
    const more = await indexOf('more', 8);
    const pseudo = unpackInt16((await client.images.columns()).pseudo);
    expect(more.map((index) => pseudo[index]).toSorted()).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  it('compares by what a training made, also after opening again', async () => {
    const project = path.join(folder, 'p.handful');
    await client.project.create({ folder: path.join(folder, 'tiles'), path: project });
    await lookedAt(40);
    const { store, spread } = workbench.project;
    const run = store.startRun(JSON.stringify({ labelled: [], classIndices: [0, 1] }));
    const classes = [
      { name: 'red', labels: 1, expected: 0.8 },
      { name: 'blue', labels: 1, expected: 0.2 },
    ];
    store.updateRun(run.id, 'finished', JSON.stringify({ warnings: [], kept: {}, classes }));
    const indices = Array.from({ length: 40 }, (_, index) => index);
    const features = Float32Array.from({ length: 80 }, (_, entry) => Math.cos(entry * entry));
    await keepTrainedFeatures(store, run.id, indices, features);
    spread.look();
    await vi.waitFor(() => expect(spread.space).toMatchObject({ source: 'trained', dim: 2 }), 30_000);
    await client.labels.assign({ indices: [0], className: 'red', where: 'grid' });
    await client.labels.assign({ indices: [1], className: 'blue', where: 'grid' });
    expect((await client.project.state())!.spread).toBe('trained');
    await workbench.close();
    begin();
    await client.project.open({ path: project });
    await lookedAt(40);
    const classShares = new Map([
      [0, 0.8],
      [1, 0.2],
    ]);
    expect(workbench.project.spread.space).toMatchObject({ source: 'trained', dim: 2, classShares });
  });
});
