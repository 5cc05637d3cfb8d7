import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeEach, describe, expect, it } from 'vitest';

import { createProject, openProject } from '../../../../../src/platform/node/projectStore/openProject.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { newImage } from './newImage.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(temporaryFolder(), 'p.handful');
});

function holderProcess(...work: string[]) {
  const script = join(import.meta.dirname, 'holder.process.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, path, ...work], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('refusals', () => {
  it('no project there', async () => {
    await expect(openProject(path)).rejects.toMatchObject({ code: 'PROJECT_MISSING' });
    mkdirSync(path);
    await expect(openProject(path)).rejects.toMatchObject({ code: 'PROJECT_MISSING' });
  });

  it('a project or something else there', async () => {
    (await createProject(path, folder)).close();
    await expect(createProject(path, folder)).rejects.toMatchObject({ code: 'PROJECT_EXISTS' });
    writeFileSync(join(folder, 'a.png'), 'x');
    await expect(createProject(folder, folder)).rejects.toMatchObject({ code: 'PROJECT_EXISTS' });
    await expect(createProject(join(folder, 'a.png'), folder)).rejects.toMatchObject({ code: 'PROJECT_EXISTS' });
  });

  it('no folder of images', async () => {
    await expect(createProject(path, join(folder, 'none'))).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    expect(existsSync(path)).toBe(false);
  });

  it('a project of a newer version, which stays as it is', async () => {
    (await createProject(path, folder)).close();
    const database = new DatabaseSync(join(path, 'project.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openProject(path)).rejects.toMatchObject({
      code: 'PROJECT_NEWER',
      message: expect.stringContaining('99'),
      remedy: expect.stringMatching(/update/i),
    });
  });

  it('a file that is no database, and one of another program', async () => {
    mkdirSync(path);
    writeFileSync(join(path, 'project.db'), 'no database. '.repeat(1000));
    await expect(openProject(path)).rejects.toMatchObject({ code: 'PROJECT_DAMAGED' });
    const other = join(temporaryFolder(), 'other.handful');
    mkdirSync(other);
    const database = new DatabaseSync(join(other, 'project.db'));
    database.exec('CREATE TABLE t (a); PRAGMA user_version = 1');
    database.close();
    await expect(openProject(other)).rejects.toMatchObject({ code: 'PROJECT_DAMAGED' });
  });

  it('a database with damaged pages', async () => {
    const store = await createProject(path, folder);
    const images = Array.from({ length: 500 }, (_, i) => newImage(`${i}`, `${i}`.repeat(20)));
    store.addImages(images);
    store.close();
    const bytes = readFileSync(join(path, 'project.db'));
    bytes.fill(0x5a, 40_000, 60_000);
    writeFileSync(join(path, 'project.db'), bytes);
    await expect(openProject(path)).rejects.toMatchObject({ code: 'PROJECT_DAMAGED' });
  });
});

it('goes on with a creation that was cut off', async () => {
  mkdirSync(path);
  new DatabaseSync(join(path, 'project.db')).close();
  await expect(openProject(path)).rejects.toMatchObject({ code: 'PROJECT_MISSING' });
  (await createProject(path, folder)).close();
  (await openProject(path)).close();
});

describe('one holder at a time', () => {
  it('refuses a second opening in this process, and lets go when closed', async () => {
    const store = await createProject(path, folder);
    await expect(openProject(path)).rejects.toMatchObject({
      code: 'PROJECT_IN_USE',
      message: expect.stringContaining('this program already'),
    });
    store.setSkipped([]);
    store.close();
    (await openProject(path)).close();
  });

  it('refuses a second process and says who holds it; a killed holder is no obstacle', async () => {
    (await createProject(path, folder)).close();
    const holder = holderProcess('hold');
    await once(holder.stdout, 'data');
    await expect(openProject(path)).rejects.toMatchObject({
      code: 'PROJECT_IN_USE',
      message: expect.stringContaining(`process ${holder.pid} on ${hostname()}`),
    });
    holder.kill('SIGKILL');
    await once(holder, 'close');
    (await openProject(path)).close();
  });
});

it('has every label that was acknowledged before a SIGKILL', async () => {
  const store = await createProject(path, folder);
  const images = Array.from({ length: 2000 }, (_, i) => newImage(`${i}`, `${i}`));
  store.addImages(images);
  store.close();
  const labeller = holderProcess('label');
  let output = '';
  labeller.stdout.on('data', (piece: Buffer) => {
    output += piece.toString();
    if (output.split('\n').length > 100) labeller.kill('SIGKILL');
  });
  await once(labeller, 'close');
  const acknowledged = output.trim().split('\n').map(Number);
  expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  const again = await openProject(path);
  const labelled = new Set(again.labels().map((label) => label.imageIndex));
  expect(acknowledged.filter((index) => !labelled.has(index))).toEqual([]);
  again.close();
});
