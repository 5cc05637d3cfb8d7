import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { temporaryFolder } from '../platform/node/temporaryFolder.ts';
import { openBench, problemOf, settled, type OpenBench } from './openBench.ts';

let bench: OpenBench;

beforeEach(() => {
  bench = openBench();
});

async function create(name: string): Promise<string> {
  const folder = join(bench.root, name);
  await writePictures(folder, RED_AND_BLUE, 2);
  const { path } = await bench.client.project.create({ folder });
  await settled(bench);
  return path;
}

describe('the start', () => {
  it('lists the projects that were opened, with what they held when they were closed', async () => {
    const { client, root } = bench;
    expect(await client.app.recentProjects()).toEqual([]);
    const first = await create('a');
    const second = await create('b');
    expect([first, second]).toEqual([join(root, 'a.handful'), join(root, 'b.handful')]);
    await client.project.close();
    const recent = await client.app.recentProjects();
    expect(recent.map(({ name, folder, imageCount, isMissing }) => [name, folder, imageCount, isMissing])).toEqual([
      ['b', join(root, 'b'), 4, false],
      ['a', join(root, 'a'), 4, false],
    ]);
    rmSync(first, { recursive: true });
    expect((await client.app.recentProjects())[1]).toMatchObject({ name: 'a', isMissing: true });
    expect(await client.app.forgetProject({ path: first })).toMatchObject([{ name: 'b' }]);
  });

  it('says of a folder that has a project already that it can be opened', async () => {
    const path = await create('a');
    const problem = await problemOf(bench.client.project.create({ folder: join(bench.root, 'a') }));
    expect(problem).toMatchObject({ code: 'PROJECT_EXISTS', remedy: expect.stringContaining('Open it') });
    expect(problem.message).toContain(path);
    expect(await bench.client.project.state()).toMatchObject({ path });
  });

  it('lists what is below the folders that may be used', async () => {
    await create('a');
    const listing = await bench.client.app.listFolder({ path: bench.root });
    expect(listing.entries.map(({ name, kind }) => [name, kind])).toEqual(
      expect.arrayContaining([
        ['a', 'folder'],
        ['a.handful', 'project'],
      ]),
    );
    expect(await bench.client.app.listFolder({ path: join(bench.root, 'a') })).toMatchObject({ imageCount: 4 });
  });
});

it('lets nobody touch what is elsewhere, in whatever way it is asked', async () => {
  const { client } = bench;
  await create('a');
  const elsewhere = temporaryFolder();
  mkdirSync(join(elsewhere, 'images'));
  const folder = join(elsewhere, 'images');
  const calls = {
    listFolder: () => client.app.listFolder({ path: folder }),
    create: () => client.project.create({ folder }),
    'create at': () => client.project.create({ folder: join(bench.root, 'a'), path: join(elsewhere, 'p.handful') }),
    open: () => client.project.open({ path: join(elsewhere, 'p.handful') }),
    tryFolder: () => client.project.tryFolder({ folder }),
    relink: () => client.project.relink({ folder }),
    write: () => client.exporting.write({ kinds: ['predictions'], folder }),
    classify: () => client.exporting.classify({ folder }),
    'classify to': () => client.exporting.classify({ folder: bench.root, out: join(elsewhere, 'x.csv') }),
  };
  for (const [name, call] of Object.entries(calls)) {
    expect(await problemOf(call()), name).toMatchObject({ code: 'NOT_ALLOWED' });
  }
});
