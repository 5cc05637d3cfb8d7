import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labelsCsv, RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { writeTinyEncoder } from '../../support/tinyEncoder.ts';
import { callCli } from './callCli.ts';
import { runCli } from './runCli.ts';

let root: string;
let images: string;
let names: string[];
const at = (name: string): string => path.join(root, name);
let quick: string[];

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'handful-cli-'));
  images = at('images');
  names = await writePictures(images, RED_AND_BLUE, 10);
  await writeFile(at('labels.csv'), labelsCsv(names, 5));
  await writeFile(at('truth.csv'), labelsCsv(names, 10));
  quick = ['--encoder', await writeTinyEncoder(root), '--freeze-encoder', '--epochs', '1', '--image-size', '16'];
});

afterAll(() => rm(root, { recursive: true, force: true }));

test('run does the whole job, and with --json prints the report and nothing else', async () => {
  const { exitCode, stdout, stderr } = await runCli(
    'run',
    images,
    '--labels',
    at('labels.csv'),
    '--truth',
    at('truth.csv'),
    '--out',
    at('out'),
    '--json',
    ...quick,
  );
  expect(stderr).not.toMatch(/Error|Warning/);
  expect(exitCode).toBe(0);
  const report = JSON.parse(stdout) as { accuracy: { trained: number; imageCount: number } };
  expect(report).toMatchObject({
    seed: 0,
    classes: [
      { name: 'red', labels: 5 },
      { name: 'blue', labels: 5 },
    ],
    images: { imported: 20, labelled: 10, unlabeled: 10 },
    kept: { features: 'trained' },
    accuracy: { trained: 1, imageCount: 10, perClass: { trained: { red: 1, blue: 1 } } },
    exportCheck: { comparedCount: 20, sameLabel: 1 },
  });
  expect(JSON.parse(await readFile(at('out/report.json'), 'utf8'))).toEqual(report);
  const predictions = (await readFile(at('out/predictions.csv'), 'utf8')).trim().split('\n');
  expect(predictions).toHaveLength(21);
  expect(predictions.filter((line) => line.endsWith(',human'))).toHaveLength(10);
  expect(await readFile(at('out/model-card.md'), 'utf8')).toContain('# Model card');
});

test('the steps one by one: import, label, train, status, predict, export, classify', async () => {
  const project = ['--project', at('steps.handful')];
  expect((await callCli('import', images, ...project)).exitCode).toBe(0);
  expect((await callCli('label', ...project, '--from', at('labels.csv'))).exitCode).toBe(0);
  expect((await callCli('export', ...project, '--out', at('early.onnx'))).exitCode).toBe(3);
  expect((await callCli('train', ...project, ...quick)).exitCode).toBe(0);
  const status = JSON.parse((await callCli('status', ...project, '--json')).stdout) as unknown;
  expect(status).toMatchObject({ images: 20, skipped: 0, runs: [{ id: 1, state: 'finished' }] });
  expect((await callCli('predict', ...project, '--out', at('predictions.csv'))).exitCode).toBe(0);
  expect((await callCli('export', ...project, '--out', at('classifier.onnx'))).exitCode).toBe(0);
  expect((await callCli('classify', at('classifier.onnx'), images, '--out', at('classified.csv'))).exitCode).toBe(0);
  const classified = (await readFile(at('classified.csv'), 'utf8')).trim().split('\n').slice(1);
  expect(classified.map((line) => line.split(',')[1])).toEqual(names.toSorted().map((name) => name.split('-')[0]));
  await writePictures(images, { later: RED_AND_BLUE.red }, 1, 20);
  expect((await callCli('import', images, ...project)).exitCode).toBe(0);
  expect((await callCli('predict', ...project, '--out', at('predictions.csv'))).exitCode).toBe(0);
  await rm(path.join(images, 'later-0.png'));
  expect(await readFile(at('predictions.csv'), 'utf8')).toMatch(/^later-0\.png,red,.*,pseudo$/m);
});

test('the same seed gives the same file, at once or step by step', async () => {
  const files = ['out/classifier.onnx', 'classifier.onnx'].map((file) => readFile(at(file)));
  const [atOnce, inSteps] = await Promise.all(files);
  expect(Buffer.compare(atOnce!, inSteps!)).toBe(0);
});

test('how frequent the classes are can be given', async () => {
  const train = ['train', '--project', at('steps.handful'), ...quick, '--class-prior', at('shares.csv')];
  const missing = await callCli(...train);
  expect(missing).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('shares.csv cannot be read') });
  await writeFile(at('shares.csv'), 'class,share\nred,2\n');
  const partial = await callCli(...train);
  expect(partial).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('not for "blue"') });
  await writeFile(at('shares.csv'), 'class,share\nred,2\nblue,6\n');
  const { classes } = JSON.parse((await callCli(...train, '--json')).stdout) as { classes: { expected: number }[] };
  expect(classes.map(({ expected }) => expected)).toEqual([0.25, 0.75]);
});

test('what was mistyped is said, with exit code 2', async () => {
  const { exitCode, stderr } = await callCli('run', images, '--labels', at('labels.csv'));
  expect(exitCode).toBe(2);
  expect(stderr).toContain("required option '--out <dir>'");
  expect((await callCli('frobnicate')).exitCode).toBe(2);
  expect((await callCli('run', images, '--labels', 'x', '--out', 'y', '--epochs', '0')).exitCode).toBe(2);
});

test.each([
  ['a folder that is not there', () => ['import', at('nowhere'), '--project', at('a.handful')], 'FOLDER_MISSING'],
  [
    'labels that are not there',
    () => ['run', images, '--labels', at('none.csv'), '--out', at('b')],
    'LABELS_UNREADABLE',
  ],
  ['a project that is not there', () => ['status', '--project', at('none.handful')], 'PROJECT_MISSING'],
  [
    'a classifier that is not there',
    () => ['classify', at('none.onnx'), images, '--out', at('c.csv')],
    'MODEL_UNREADABLE',
  ],
  ['an encoder that is no ONNX file', () => ['encoder', 'check', at('labels.csv')], 'MODEL_UNSUPPORTED'],
])('%s is the fault of the input: exit code 3, and what to do about it', async (_, args, code) => {
  const { exitCode, stdout, stderr } = await callCli(...args());
  expect([exitCode, stdout.trim() === '' || code === 'MODEL_UNSUPPORTED']).toEqual([3, true]);
  expect(stderr).toMatch(new RegExp(`Error \\(${code}\\): .+\\n  .+`));
});

test('a folder of one class is told that it takes two', async () => {
  await writeFile(at('one-class.csv'), 'path,label\nred-0.png,red\nred-1.png,red\n');
  const { exitCode, stderr } = await callCli(
    'run',
    images,
    '--labels',
    at('one-class.csv'),
    '--out',
    at('one'),
    ...quick,
  );
  expect(exitCode).toBe(3);
  expect(stderr).toContain("All labels are of one class, 'red'");
});

test('one label per class runs, and says what it costs', async () => {
  await writeFile(at('one-each.csv'), labelsCsv(names, 1));
  const { exitCode, stderr } = await callCli(
    'run',
    images,
    '--labels',
    at('one-each.csv'),
    '--out',
    at('each'),
    ...quick,
  );
  expect(exitCode).toBe(0);
  expect(stderr).toContain('Class "red" has 1 label');
  expect(stderr).toContain('No label could be set aside');
});

test('an empty folder is said to be empty', async () => {
  await mkdir(at('empty'));
  const { exitCode, stderr } = await callCli('import', at('empty'), '--project', at('empty.handful'));
  expect(exitCode).toBe(3);
  expect(stderr).toContain('FOLDER_EMPTY');
});
