import { rename } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeModel } from '../../../../src/engine/onnx/read.ts';
import { writePredictions } from '../../../../src/data/labels/writePredictions.ts';
import { classifyImages, type Classification } from '../../../../src/services/exporting/classifyImages.ts';
import { exportClassifier } from '../../../../src/services/exporting/exportClassifier.ts';
import { cardMarkdown } from '../../../../src/services/exporting/card/cardMarkdown.ts';
import { choosePictures } from '../../../../src/services/exporting/card/cardPictures.ts';
import { modelCard } from '../../../../src/services/exporting/card/modelCard.ts';
import { predictionRows } from '../../../../src/services/exporting/predictionRows.ts';
import { verifyExport } from '../../../../src/services/exporting/verifyExport.ts';
import { LabelBook } from '../../../../src/services/labeling/labelBook.ts';
import { newestFinishedRun } from '../../../../src/services/training/finishedRun.ts';
import { SMALL_SIZE_PX, smallProject, type SmallProject } from '../../../support/smallProject.ts';
import { trainQuickly } from '../../../support/trainQuickly.ts';

let project: SmallProject;

beforeAll(async () => {
  project = await smallProject({ perClass: 12, labels: 3 });
  await trainQuickly(project);
});

afterAll(() => project.dispose());

async function classifyAll(file: Uint8Array): Promise<Classification[]> {
  const session = await project.runtime.createSession(file);
  const results: Classification[] = [];
  await classifyImages(session, project.folder, await project.folder.list(), {
    onResult: (result) => results.push(result),
    onSkipped: () => undefined,
  });
  return results;
}

test('the exported file alone tells red from blue, from the bytes of image files on', async () => {
  const { file, check } = await exportClassifier(project.runtime, project.store, project.folder);
  expect(check).toMatchObject({ comparedCount: 24, sameLabel: 1 });
  expect(check.largestDifference).toBeLessThan(1e-4);
  const results = await classifyAll(file);
  expect(results.map(({ label, path: name }) => name.startsWith(label))).toEqual(new Array(24).fill(true));
});

test('the exported file takes images of any size, and says what it is', async () => {
  const { file } = await exportClassifier(project.runtime, project.store, project.folder);
  const graph = decodeModel(file);
  expect(graph.metadata).toMatchObject({ classes: '["red","blue"]', producer: 'Handful' });
  expect(graph.inputs).toMatchObject([{ name: 'images', type: 'uint8' }]);
  const session = await project.runtime.createSession(file);
  for (const [width, height] of [
    [1, 1],
    [3, 200],
    [301, 17],
  ] as const) {
    const data = new Uint8Array(width * height * 3).map((_, index) => [250, 20, 20][index % 3]!);
    const { label } = await session.run({ images: { type: 'uint8', shape: [1, height, width, 3], data } });
    expect((await label!.read()).data).toEqual(['red']);
  }
});

test('an image that is exactly the size of the encoder passes through the preprocessing unchanged', async () => {
  const rows = await project.training.pixelsOf(SMALL_SIZE_PX);
  const [image] = project.store.images();
  const bytes = await sharp(path.join(project.folder.root, image!.path)).removeAlpha().raw().toBuffer();
  expect(Buffer.compare(Buffer.from(await rows.read([image!.index])), bytes)).toBe(0);
  await rows.close();
});

test('a file that disagrees with the app is not exported', async () => {
  const { file } = await exportClassifier(project.runtime, project.store, project.folder);
  const opposite = { classNames: ['red', 'blue'], probabilitiesOf: () => Float32Array.of(0.5, 0.5) };
  await expect(
    verifyExport(project.runtime, file, project.folder, project.store.images(), opposite),
  ).rejects.toMatchObject({ code: 'EXPORT_DISAGREES' });
});

test('an export that cannot be compared with a single image fails', async () => {
  const { file } = await exportClassifier(project.runtime, project.store, project.folder);
  const app = { classNames: ['red', 'blue'], probabilitiesOf: () => Float32Array.of(0.5, 0.5) };
  await expect(verifyExport(project.runtime, file, project.folder, [], app)).rejects.toMatchObject({
    code: 'EXPORT_DISAGREES',
  });
});

test('predictions keep what a person said and mark the rest as pseudo-labels', () => {
  const rows = predictionRows(project.store);
  expect(rows).toHaveLength(24);
  expect(rows.filter(({ source }) => source === 'human').map(({ confidence }) => confidence)).toEqual(
    new Array(6).fill(1),
  );
  expect(rows.every(({ path: name, label }) => name.startsWith(label))).toBe(true);
  expect(writePredictions(rows).split('\n')[0]).toBe('path,label,confidence,source');
});

test('the model card says what, from how many labels, measured how, where it fails and what it is not for', () => {
  const { report } = newestFinishedRun(project.store);
  const card = cardMarkdown(modelCard({ report, createdAt: '2026-01-01' }));
  for (const heading of ['What it was made from', 'How good it is', 'Where it fails', 'must not be used for']) {
    expect(card).toContain(heading);
  }
  expect(card).toContain('| red | 3 |');
  expect(card).toContain('by cross-validation'.replace('by', 'By 2-fold'));
});

test('exporting a project that lost its images fails and says so', async () => {
  const { root } = project.folder;
  await rename(root, `${root} elsewhere`);
  await expect(exportClassifier(project.runtime, project.store, project.folder)).rejects.toMatchObject({
    code: 'EXPORT_DISAGREES',
  });
  await rename(`${root} elsewhere`, root);
});

/** The last tests: they rename classes of the project that the others export. */
const bookOf = () => new LabelBook({ store: project.store, images: () => project.store.images() });
const answersOf = async (file: Uint8Array) => [
  ...new Set((await classifyAll(file)).map(({ label }) => label).toSorted()),
];

test('what is taken away after a class was renamed has its new name, all of it', async () => {
  bookOf().renameClass(0, 'crimson');
  const { file, report, oldClasses, check } = await exportClassifier(project.runtime, project.store, project.folder);
  expect(check).toMatchObject({ comparedCount: 24, sameLabel: 1 });
  expect(oldClasses).toEqual([]);
  expect(await answersOf(file)).toEqual(['blue', 'crimson']);
  expect(decodeModel(file).metadata).toMatchObject({
    producer: 'Handful',
    classes: '["crimson","blue"]',
    humanLabels: '{"crimson":3,"blue":3}',
  });
  const card = cardMarkdown(modelCard({ report, createdAt: '2026-01-01' }));
  expect(card).toContain('| crimson | 3 |');
  expect(card).toContain('Class "crimson" has 3 labels');
  expect(card).not.toMatch(/\bred\b/);
  expect(new Set(predictionRows(project.store).map(({ label }) => label))).toEqual(new Set(['blue', 'crimson']));
});

test('of two classes that were joined since the file tells both apart, and says so', async () => {
  bookOf().renameClass(1, 'crimson');
  const { file, report, oldClasses } = await exportClassifier(project.runtime, project.store, project.folder);
  expect(oldClasses).toEqual([{ className: 'blue', joinedWith: 'crimson' }]);
  expect(await answersOf(file)).toEqual(['blue', 'crimson']);
  const card = cardMarkdown(modelCard({ report, oldClasses, createdAt: '2026-01-01' }));
  expect(card).toContain('The class "blue" was joined with "crimson" after this training');
  const pictures = await choosePictures(project.store, newestFinishedRun(project.store).id);
  expect(pictures).toMatchObject([{ className: 'crimson', mistaken: [] }]);
});
