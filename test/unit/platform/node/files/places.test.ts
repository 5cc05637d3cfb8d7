import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { listFolder } from '../../../../../src/platform/node/files/listFolder.ts';
import { placesOf } from '../../../../../src/platform/node/files/places.ts';
import { canMount, makeReadOnly, smallDisk } from '../smallDisk.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

let home: string;
let outside: string;

beforeEach(() => {
  home = temporaryFolder();
  outside = temporaryFolder();
});

const places = (roots: readonly string[] | 'everything' = []) => placesOf({ roots, home, documents: home });

describe('listing a folder', () => {
  it('shows folders, projects and models by name, and counts the images', async () => {
    for (const name of ['b10', 'B2', '.hidden', 'mine.handful', 'empty.handful']) mkdirSync(join(home, name));
    writeFileSync(join(home, 'mine.handful', 'project.db'), '');
    for (const name of ['x.PNG', 'y.jpg', 'notes.txt', 'net.onnx', '.secret.png']) writeFileSync(join(home, name), '');
    symlinkSync('nowhere', join(home, 'broken'));
    const { entries, ...rest } = await places().listFolder();
    expect(rest).toEqual({ path: home, imageCount: 2 });
    expect(entries.map(({ name, kind }) => [name, kind])).toEqual([
      ['B2', 'folder'],
      ['b10', 'folder'],
      ['empty.handful', 'folder'],
      ['mine.handful', 'project'],
      ['net.onnx', 'model'],
    ]);
    expect(entries[0]!.path).toBe(join(home, 'B2'));
  });

  it('goes down and up again, but not above the top', async () => {
    mkdirSync(join(home, 'a', 'b'), { recursive: true });
    expect(await places().listFolder(join(home, 'a', 'b'))).toMatchObject({ parent: join(home, 'a') });
    expect(await places().listFolder(home)).not.toHaveProperty('parent');
    expect(await places('everything').listFolder(home)).toHaveProperty('parent');
  });

  it('refuses what is elsewhere, however it is written, also through a link', async () => {
    symlinkSync(outside, join(home, 'link'));
    for (const path of [outside, `${home}/../${outside.split('/').at(-1)}`, join(home, 'link'), '/', '..']) {
      await expect(places().listFolder(path), path).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      await expect(places().allowed(path), path).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }
    expect((await places().listFolder()).entries).toEqual([]);
    expect(await places().allowed(join(home, 'new', 'place'))).toBe(join(home, 'new', 'place'));
  });

  it('takes a name for what it is that only begins like an allowed one', async () => {
    await expect(places([join(outside, 'a')]).allowed(join(outside, 'ab'))).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await places([join(outside, 'a')]).allowed(join(outside, 'a', '..b'))).toBe(join(outside, 'a', '..b'));
  });

  it('shows the way from home to the other folders that may be used, and lists them', async () => {
    mkdirSync(join(outside, 'tiles'));
    symlinkSync(outside, join(home, 'link'));
    const { entries } = await places([outside]).listFolder();
    expect(entries.map(({ name, kind }) => [name, kind])).toEqual([
      [outside, 'folder'],
      ['link', 'folder'],
    ]);
    expect((await places([outside]).listFolder(outside)).entries.map(({ name }) => name)).toEqual([home, 'tiles']);
  });

  it('says what is wrong with a place that is no folder', async () => {
    writeFileSync(join(home, 'file'), '');
    await expect(places().listFolder(join(home, 'file'))).rejects.toMatchObject({
      code: 'FOLDER_MISSING',
      message: expect.stringContaining('is not a folder'),
    });
    await expect(places().listFolder(join(home, 'gone'))).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  });

  it('cuts a huge folder short', async () => {
    for (let i = 0; i < 5; i++) mkdirSync(join(home, `f${i}`));
    expect((await listFolder(home, 'everything', 3)).entries).toHaveLength(3);
  });
});

describe('the place of a new project', () => {
  it('is beside the folder of images', async () => {
    mkdirSync(join(outside, 'tiles'));
    expect(await places([outside]).newProjectPath(join(outside, 'tiles', '/'))).toBe(join(outside, 'tiles.handful'));
    expect(readdirSync(outside)).toEqual(['tiles']);
  });

  it('is taken by a project: open it', async () => {
    mkdirSync(join(outside, 'tiles'));
    mkdirSync(join(outside, 'tiles.handful'));
    expect(await places([outside]).newProjectPath(join(outside, 'tiles'))).toBe(join(outside, 'tiles.handful'));
    writeFileSync(join(outside, 'tiles.handful', 'project.db'), '');
    await expect(places([outside]).newProjectPath(join(outside, 'tiles'))).rejects.toMatchObject({
      code: 'PROJECT_EXISTS',
      message: expect.stringContaining(join(outside, 'tiles.handful')),
      remedy: expect.stringContaining('Open it'),
    });
  });

  it('needs the folder', async () => {
    await expect(places().newProjectPath(join(outside, 'gone'))).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  });

  it('is among the documents where nothing may be written beside the folder', async () => {
    mkdirSync(join(outside, 'tiles'));
    const only = places([join(outside, 'tiles')]);
    expect(await only.newProjectPath(join(outside, 'tiles'))).toBe(join(home, 'tiles.handful'));
  });

  it.skipIf(!canMount)('is among the documents where the disk cannot be written to', async () => {
    const disk = smallDisk(100_000);
    mkdirSync(join(disk, 'tiles'));
    makeReadOnly(disk);
    expect(await places('everything').newProjectPath(join(disk, 'tiles'))).toBe(join(home, 'tiles.handful'));
  });
});

describe('the demo', () => {
  it('is copied to a folder of its own each time', async () => {
    for (let i = 0; i < 12; i++) writeFileSync(join(outside, `${i}.png`), '');
    const demoPlaces = placesOf({ roots: [], home, documents: home, demoImages: outside });
    const reports: [number, number][] = [];
    const first = await demoPlaces.copyDemo({ onProgress: (done, total) => reports.push([done, total]) });
    expect(first).toEqual({
      folder: join(home, 'Handful demo', 'images'),
      projectPath: join(home, 'Handful demo', 'Handful demo.handful'),
    });
    expect(readdirSync(first.folder)).toHaveLength(12);
    expect(reports.at(-1)).toEqual([12, 12]);
    mkdirSync(join(home, 'Handful demo (2)'));
    const signal = { aborted: false };
    const stopped = demoPlaces.copyDemo({ signal, onProgress: (done) => (signal.aborted = done === 10) });
    await expect(stopped).rejects.toMatchObject({ code: 'STOPPED' });
    expect(existsSync(join(home, 'Handful demo (3)'))).toBe(false);
  });
});
