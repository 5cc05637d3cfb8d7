import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labelsCsv, RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { writeTinyEncoder } from '../../support/tinyEncoder.ts';
import { callCli } from './callCli.ts';
import { startCli, type CliResult } from './runCli.ts';

let root: string;
let project: string[];
let end: (signal: NodeJS.Signals) => Promise<CliResult>;
const at = (name: string): string => path.join(root, name);

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'handful-killed-'));
  const names = await writePictures(at('images'), RED_AND_BLUE, 10);
  await writeFile(at('labels.csv'), labelsCsv(names, 3));
  project = ['--project', at('killed.handful')];
  expect((await callCli('import', at('images'), ...project)).exitCode).toBe(0);
  expect((await callCli('label', ...project, '--from', at('labels.csv'))).exitCode).toBe(0);
  // Long enough that the signal arrives while it trains.
  end = await train('--encoder', await writeTinyEncoder(root), '--epochs', '5000', '--image-size', '16');
});

afterAll(async () => {
  await end('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

/** Starts a training. Once it has taken steps, this returns what sends a signal to it and waits for its end. */
async function train(...args: readonly string[]): Promise<typeof end> {
  const { process: child, ended } = startCli(['train', ...project, ...args]);
  await new Promise<void>((resolve, reject) => {
    child.stderr!.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Training')) resolve();
    });
    void ended.then(({ stderr }) => reject(new Error(`it ended before the signal: ${stderr}`)));
  });
  return (signal) => {
    child.kill(signal);
    return ended;
  };
}

test('a second process on the project is refused while the first one trains', async () => {
  const second = await callCli('status', ...project);
  expect(second.exitCode).toBe(3);
  expect(second.stderr).toContain('PROJECT_IN_USE');
});

test('SIGTERM stops after the step, keeps a checkpoint, and says how to go on', async () => {
  const { exitCode, stderr } = await end('SIGTERM');
  expect(exitCode).toBe(4);
  expect(stderr).toContain('--resume');
  const { stdout } = await callCli('status', ...project, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ runs: [{ state: 'stopped' }], classes: [{ labels: 3 }, { labels: 3 }] });
});

test('after SIGKILL the project opens with every label, and the training goes on', async () => {
  end = await train('--resume');
  const { exitCode } = await end('SIGKILL');
  expect(exitCode).toBeNull();
  const { stdout } = await callCli('status', ...project, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ images: 20, classes: [{ labels: 3 }, { labels: 3 }] });
  end = await train('--resume');
  expect((await end('SIGTERM')).exitCode).toBe(4);
});
