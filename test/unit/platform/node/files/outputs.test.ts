import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { outputs } from '../../../../../src/platform/node/files/outputs.ts';
import type { Draft } from '../../../../../src/services/ports/outputs.ts';
import { canMount, makeReadOnly, smallDisk } from '../smallDisk.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

let root: string;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const textOf = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

beforeEach(() => {
  root = temporaryFolder();
});

function write(folder: string, names: string[], work: (draft: Draft) => Promise<void>, replace = false) {
  const options = { names, replace };
  return outputs.open(folder, []).put(options, work);
}

describe('filling a folder', () => {
  it('makes the folder and puts files and folders of files into it', async () => {
    writeFileSync(join(root, 'source.png'), 'image');
    const written = await write(join(root, 'a', 'b'), ['x.csv', 'sorted'], async (draft) => {
      await draft.write('x.csv', bytes('x'));
      expect(await draft.copy(join(root, 'source.png'), 'sorted/boot/sub/1.png', sha256('image'))).toBe(true);
    });
    expect(written).toEqual([join(root, 'a/b/sorted'), join(root, 'a/b/x.csv')]);
    expect([textOf('a/b/x.csv'), textOf('a/b/sorted/boot/sub/1.png'), textOf('source.png')]).toEqual([
      'x',
      'image',
      'image',
    ]);
    expect(readdirSync(join(root, 'a/b'))).toEqual(['sorted', 'x.csv']);
  });

  it('copies nothing that has changed since', async () => {
    writeFileSync(join(root, 'source.png'), 'another image');
    await write(join(root, 'out'), ['1.png'], async (draft) => {
      expect(await draft.copy(join(root, 'source.png'), '1.png', sha256('image'))).toBe(false);
    });
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('says of an image that cannot be read that it is the one', async () => {
    await write(join(root, 'out'), ['1.png'], async (draft) => {
      await expect(draft.copy(join(root, 'gone.png'), '1.png', sha256('image'))).rejects.toMatchObject({
        code: 'IMAGE_UNREADABLE',
        path: join(root, 'gone.png'),
      });
    });
  });

  it('leaves no trace when the work fails', async () => {
    const failing = write(join(root, 'a', 'b'), ['x'], async (draft) => {
      await draft.write('x', bytes('x'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(root)).toEqual([]);
  });

  it('overwrites nothing unless it is told to, and does not begin the work', async () => {
    writeFileSync(join(root, 'x'), 'old');
    await expect(write(root, ['x', 'y'], () => expect.unreachable())).rejects.toMatchObject({
      code: 'ALREADY_THERE',
      message: expect.stringContaining(`holds x already`),
      remedy: expect.stringContaining('Replace'),
    });
    expect(textOf('x')).toBe('old');
    await write(root, ['x'], (draft) => draft.write('x', bytes('new')), true);
    expect(textOf('x')).toBe('new');
  });

  it('replaces a folder that it filled, whole, but not one in which something else lies', async () => {
    await write(root, ['sorted'], (draft) => draft.write('sorted/boot/1.png', bytes('1')));
    await write(root, ['sorted'], (draft) => draft.write('sorted/shoe/1.png', bytes('1')), true);
    expect(readdirSync(join(root, 'sorted')).filter((name) => !name.startsWith('.'))).toEqual(['shoe']);
    writeFileSync(join(root, 'sorted/shoe/my notes.txt'), 'mine');
    const replacing = write(root, ['sorted'], (draft) => draft.write('sorted/boot/1.png', bytes('1')), true);
    await expect(replacing).rejects.toMatchObject({
      code: 'ALREADY_THERE',
      message: expect.stringContaining('shoe/my notes.txt'),
    });
    expect(textOf('sorted/shoe/my notes.txt')).toBe('mine');
  });

  it('keeps the old results when the work for new ones fails', async () => {
    await write(root, ['sorted'], (draft) => draft.write('sorted/1', bytes('old')));
    const failing = write(root, ['sorted'], () => Promise.reject(new Error('no')), true);
    await expect(failing).rejects.toThrow('no');
    expect(textOf('sorted/1')).toBe('old');
  });
});

describe('a place that must stay untouched', () => {
  it('is refused, also through a link and with another spelling', () => {
    const images = join(root, 'images');
    mkdirSync(images);
    symlinkSync(images, join(root, 'link'));
    for (const place of [images, join(images, 'new'), join(root, 'link', 'new'), `${root}/x/../images/new`]) {
      expect(() => outputs.open(place, [images]), place).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }));
    }
    expect(outputs.open(`${images} results`, [images]).root).toBe(`${images} results`);
  });

  it('is a file where a folder belongs', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => outputs.open(join(root, 'file'), [])).toThrow(expect.objectContaining({ code: 'ALREADY_THERE' }));
  });
});

describe.skipIf(!canMount)('a disk', () => {
  it('that is full keeps no part of anything', async () => {
    const disk = smallDisk(500_000);
    writeFileSync(join(root, 'large.png'), Buffer.alloc(1_000_000));
    const hash = createHash('sha256').update(Buffer.alloc(1_000_000)).digest('hex');
    const filling = write(join(disk, 'out'), ['x.csv', '1.png'], async (draft) => {
      await draft.write('x.csv', bytes('x'));
      await draft.copy(join(root, 'large.png'), '1.png', hash);
    });
    await expect(filling).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(readdirSync(disk)).toEqual([]);
  });

  it('that cannot be written to is said to be one', async () => {
    const disk = smallDisk(500_000);
    makeReadOnly(disk);
    const filling = write(join(disk, 'out'), ['x'], (draft) => draft.write('x', bytes('x')));
    await expect(filling).rejects.toMatchObject({ code: 'NOT_ALLOWED', remedy: expect.stringContaining('documents') });
  });
});
