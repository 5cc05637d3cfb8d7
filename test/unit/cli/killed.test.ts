import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labelsCsv, RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { callCli } from './callCli.ts';
import { startCli } from './runCli.ts';

let root: string;
let project: string[];
const at = (name: string): string => path.join(root, name);
/** Long enough that the signal arrives while it trains. */
const train = ['--encoder', 'wrn-10-1', '--epochs', '500', '--image-size', '16'];

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'handful-killed-'));
  const names = await writePictures(at('images'), RED_AND_BLUE, 10);
  await writeFile(at('labels.csv'), labelsCsv(names, 3));
  project = ['--project', at('killed.handful')];
  expect((await callCli('import', at('images'), ...project)).exitCode).toBe(0);
  expect((await callCli('label', ...project, '--from', at('labels.csv'))).exitCode).toBe(0);
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** Starts a training and sends the signal once it has taken steps. */
async function interrupt(signal: NodeJS.Signals, args: readonly string[]) {
  const { process: child, ended } = startCli(['train', ...project, ...args]);
  await new Promise<void>((resolve, reject) => {
    child.stderr!.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Training')) resolve();
    });
    void ended.then(({ stderr }) => reject(new Error(`it ended before the signal: ${stderr}`)));
  });
  child.kill(signal);
  return ended;
}

test('SIGTERM stops after the step, keeps a checkpoint, and says how to go on', async () => {
  const { exitCode, stderr } = await interrupt('SIGTERM', train);
  expect(exitCode).toBe(4);
  expect(stderr).toContain('--resume');
  const { stdout } = await callCli('status', ...project, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ runs: [{ state: 'stopped' }], classes: [{ labels: 3 }, { labels: 3 }] });
});

test('after SIGKILL the project opens with every label, and the training goes on', async () => {
  const { exitCode } = await interrupt('SIGKILL', ['--resume']);
  expect(exitCode).toBeNull();
  const { stdout } = await callCli('status', ...project, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ images: 20, classes: [{ labels: 3 }, { labels: 3 }] });
  const resumed = await interrupt('SIGTERM', ['--resume']);
  expect(resumed.exitCode).toBe(4);
});

test('a second process on the project is refused while the first one trains', async () => {
  const { process: child, ended } = startCli(['train', ...project, '--resume']);
  await new Promise<void>((resolve) => child.stderr!.once('data', () => resolve()));
  const second = await callCli('status', ...project);
  child.kill('SIGKILL');
  await ended;
  expect(second.exitCode).toBe(3);
  expect(second.stderr).toContain('PROJECT_IN_USE');
});
