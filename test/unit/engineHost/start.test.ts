import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { createProject } from '../../../src/platform/node/projectStore/openProject.ts';
import { newImage } from '../platform/node/projectStore/newImage.ts';
import { temporaryFolder } from '../platform/node/temporaryFolder.ts';
import { openBench, problemOf, type OpenBench } from './openBench.ts';

let bench: OpenBench;

beforeEach(() => {
  bench = openBench();
});

/** Opens a new project, for a folder with four files of which it knows two. */
async function openNew(name: string): Promise<string> {
  const folder = join(bench.root, name);
  mkdirSync(folder);
  for (const image of ['1.png', '2.png', '3.png', '4.png']) writeFileSync(join(folder, image), '');
  const store = await createProject(join(bench.root, `${name}.handful`), folder);
  store.addImages([newImage('1.png'), newImage('2.png')]);
  store.close();
  return (await bench.client.project.open({ path: store.path })).path;
}

describe('the start', () => {
  it('lists the projects that were opened, with what they held when they were closed', async () => {
    const { client, root } = bench;
    expect(await client.app.recentProjects()).toEqual([]);
    const first = await openNew('a');
    const second = await openNew('b');
    expect([first, second]).toEqual([join(root, 'a.handful'), join(root, 'b.handful')]);
    await client.project.close();
    const recent = await client.app.recentProjects();
    expect(recent.map(({ name, folder, imageCount, isMissing }) => [name, folder, imageCount, isMissing])).toEqual([
      ['b', join(root, 'b'), 2, false],
      ['a', join(root, 'a'), 2, false],
    ]);
    rmSync(first, { recursive: true });
    expect((await client.app.recentProjects())[1]).toMatchObject({ name: 'a', isMissing: true });
    expect(await client.app.forgetProject({ path: first })).toMatchObject([{ name: 'b' }]);
  });

  it('says of a folder that has a project already that it can be opened', async () => {
    const path = await openNew('a');
    const problem = await problemOf(bench.client.project.create({ folder: join(bench.root, 'a') }));
    expect(problem).toMatchObject({ code: 'PROJECT_EXISTS', remedy: expect.stringContaining('Open it') });
    expect(problem.message).toContain(path);
    expect(await bench.client.project.state()).toMatchObject({ path });
  });

  it('lists what is below the folders that may be used', async () => {
    await openNew('a');
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
  await openNew('a');
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
