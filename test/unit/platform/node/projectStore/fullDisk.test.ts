import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { writeWhole } from '../../../../../src/platform/node/files/writeWhole.ts';
import { createProject, openProject } from '../../../../../src/platform/node/projectStore/openProject.ts';
import { openRowFile } from '../../../../../src/platform/node/projectStore/rowFile.ts';
import { LabelBook } from '../../../../../src/services/labeling/labelBook.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { newImage } from './newImage.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
if (!canMount) console.warn('SKIPPED: a full disk needs root on Linux to mount a small one.');

const DISK_BYTES = 2_000_000;
const full = { code: 'DISK_FULL', remedy: expect.stringContaining('Free some space') };

describe.skipIf(!canMount)('a full disk', () => {
  let disk: string;
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
    disk = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk]);
  });
  afterEach(() => {
    execFileSync('umount', ['--lazy', disk]);
  });

  const fillUp = () => {
    expect(() => writeFileSync(join(disk, 'filler'), new Uint8Array(2 * DISK_BYTES))).toThrow(/ENOSPC/);
  };

  it('keeps the labels there were, takes none of the new ones, and goes on when there is room', async () => {
    const store = await createProject(join(disk, 'p.handful'), folder);
    const images = Array.from({ length: 3000 }, (_, i) => newImage(`${i}`, `${i}`));
    store.addImages(images);
    const book = new LabelBook({ store, images: () => store.images() });
    book.assign([0, 1], 'cat', { source: 'human', origin: 'o' });
    fillUp();
    const origin = 'x'.repeat(500);
    const everything = images.map((_, i) => i);
    expect(() => book.assign(everything, 'dog', { source: 'human', origin })).toThrow(expect.objectContaining(full));
    expect(store.labels()).toHaveLength(2);
    expect(book.labels.filter((label) => label >= 0)).toHaveLength(2);
    expect([book.undoable, book.classes().length]).toEqual([{ kind: 'labelled', imageCount: 2, className: 'cat' }, 1]);
    rmSync(join(disk, 'filler'));
    book.assign([2], 'cat', { source: 'human', origin: 'o' });
    store.close();
    const again = await openProject(join(disk, 'p.handful'));
    expect(again.labels().map(({ imageIndex }) => imageIndex)).toEqual([0, 1, 2]);
    again.close();
  });

  it('loses nothing when a project is closed on it, which can be opened again', async () => {
    const path = join(disk, 'p.handful');
    const store = await createProject(path, folder);
    store.addImages([newImage('a')]);
    fillUp();
    store.close();
    const copy = join(folder, 'copy.handful');
    cpSync(path, copy, { recursive: true });
    for (const each of [copy, path]) {
      const again = await openProject(each);
      expect(again.images()).toHaveLength(1);
      again.close();
    }
    rmSync(join(disk, 'filler'));
    const last = await openProject(path);
    last.close();
    expect(readdirSync(path).filter((name) => name.startsWith('project.db'))).toEqual(['project.db']);
  });

  it('cannot hold a new project, and can when there is room', async () => {
    fillUp();
    await expect(createProject(join(disk, 'p.handful'), folder)).rejects.toMatchObject(full);
    rmSync(join(disk, 'filler'));
    (await createProject(join(disk, 'p.handful'), folder)).close();
  });

  it('keeps the old blob', async () => {
    const store = await createProject(join(disk, 'p.handful'), folder);
    await store.writeBlob('checkpoint.bin', Uint8Array.of(1, 2));
    await expect(store.writeBlob('checkpoint.bin', new Uint8Array(DISK_BYTES))).rejects.toMatchObject(full);
    expect(await store.readBlob('checkpoint.bin')).toEqual(Uint8Array.of(1, 2));
    expect(readdirSync(join(disk, 'p.handful', 'models'))).toHaveLength(1);
    store.close();
  });

  it('leaves no part of a file', async () => {
    const path = join(disk, 'classifier.onnx');
    await expect(writeWhole(path, new Uint8Array(2 * DISK_BYTES))).rejects.toMatchObject(full);
    expect(readdirSync(disk)).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('keeps the rows there were', async () => {
    const rows = await openRowFile(join(disk, 'r'), 1000);
    await rows.append(new Uint8Array(5000).fill(7));
    await expect(rows.append(new Uint8Array(2 * DISK_BYTES))).rejects.toMatchObject(full);
    expect(rows.rowCount).toBe(5);
    await rows.append(new Uint8Array(1000).fill(8));
    expect([...new Set(await rows.read([4, 5]))]).toEqual([7, 8]);
    await rows.close();
  });
});
