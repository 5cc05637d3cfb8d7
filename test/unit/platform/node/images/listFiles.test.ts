import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

import { listFiles } from '../../../../../src/platform/node/images/listFiles.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

function folderWith(...paths: string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'x');
  }
  return folder;
}

it('lists nested files in code unit order, whatever their names', async () => {
  const names = [
    'B.png',
    'a/b/c.png',
    'a.png',
    'a/2.png',
    'a/10.png',
    'é.png',
    'e\u0301.png',
    '日本/写真.jpg',
    'a b,"c".png',
  ];
  expect(await listFiles(folderWith(...names))).toEqual(names.toSorted());
});

it('leaves out hidden files, litter and projects', async () => {
  const litter = ['.hidden', '.git/config', 'Thumbs.db', 'a/.DS_Store', 'a/desktop.ini', '__MACOSX/a.png'];
  const folder = folderWith('a/kept.png', ...litter, 'p.handful/models/x.onnx');
  expect(await listFiles(folder)).toEqual(['a/kept.png']);
});

it('is empty for an empty folder', async () => {
  expect(await listFiles(temporaryFolder())).toEqual([]);
});

it('ends in spite of loops, and lists a linked folder once', async () => {
  const folder = folderWith('real/a.png', 'z/b.png');
  const elsewhere = folderWith('c.png');
  symlinkSync('..', join(folder, 'real/up'));
  symlinkSync('../real', join(folder, 'z/across'));
  symlinkSync('real', join(folder, 'a-link-before-it'));
  symlinkSync(elsewhere, join(folder, 'first'));
  symlinkSync(elsewhere, join(folder, 'second'));
  symlinkSync('real/a.png', join(folder, 'file-link.png'));
  expect(await listFiles(folder)).toEqual(['file-link.png', 'first/c.png', 'real/a.png', 'z/b.png']);
});

it('leaves out pipes, which would block whoever reads them', async () => {
  const folder = folderWith('a.png');
  execFileSync('mkfifo', [join(folder, 'pipe.png')]);
  expect(await listFiles(folder)).toEqual(['a.png']);
});

it('says when there is no folder', async () => {
  const folder = folderWith('a.png');
  for (const missing of [join(folder, 'missing'), join(folder, 'a.png')]) {
    await expect(listFiles(missing)).rejects.toMatchObject({
      code: 'FOLDER_MISSING',
      message: expect.stringContaining(missing),
    });
  }
});
