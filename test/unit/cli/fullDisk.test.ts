import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labelsCsv, RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { writeTinyEncoder } from '../../support/tinyEncoder.ts';
import { callCli } from './callCli.ts';
import { runCli } from './runCli.ts';

let root: string;
const at = (name: string): string => path.join(root, name);
const quick = ['--freeze-encoder', '--epochs', '1', '--image-size', '16'];
/** A small disk of its own takes the right to mount one. */
const isRoot = process.getuid?.() === 0;
let mounted: string[] = [];

async function smallDisk(name: string, kilobytes: number): Promise<string> {
  const folder = at(name);
  await mkdir(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  mounted.push(folder);
  return folder;
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'handful-full-'));
  const names = await writePictures(at('images'), RED_AND_BLUE, 8);
  await writeFile(at('labels.csv'), labelsCsv(names, 3));
});

afterAll(async () => {
  // A process lets go of a database for good only when it ends; until then the disk stays, unseen.
  for (const folder of mounted) execFileSync('umount', ['-l', folder]);
  mounted = [];
  await rm(root, { recursive: true, force: true });
});

test.skipIf(!isRoot)(
  'a disk that fills up during training is said to be full, and every label is still there',
  async () => {
    const disk = await smallDisk('training', 400);
    const project = ['--project', path.join(disk, 'full.handful')];
    expect((await callCli('import', at('images'), ...project)).exitCode).toBe(0);
    expect((await callCli('label', ...project, '--from', at('labels.csv'))).exitCode).toBe(0);
    // By a process of its own, so that what is asked afterwards is what is on the disk.
    const { exitCode, stderr } = await runCli('train', ...project, '--encoder', 'wrn-10-1', ...quick);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('DISK_FULL')]);
    const status = JSON.parse((await callCli('status', ...project, '--json')).stdout) as unknown;
    expect(status).toMatchObject({ images: 16, classes: [{ labels: 3 }, { labels: 3 }] });
  },
);

test.skipIf(!isRoot)('a disk that is full during export leaves no half a file', async () => {
  const disk = await smallDisk('export', 4);
  const project = ['--project', at('exported.handful')];
  await callCli('import', at('images'), ...project);
  await callCli('label', ...project, '--from', at('labels.csv'));
  const encoder = ['--encoder', await writeTinyEncoder(root)];
  expect((await callCli('train', ...project, ...encoder, ...quick)).exitCode).toBe(0);
  const out = path.join(disk, 'classifier.onnx');
  const { exitCode, stderr } = await callCli('export', ...project, '--out', out);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('DISK_FULL')]);
  expect(existsSync(out)).toBe(false);
});
