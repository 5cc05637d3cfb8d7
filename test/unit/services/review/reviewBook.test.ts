import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LabelEvent } from '../../../../src/shared/domain/records.ts';
import { ReviewBook } from '../../../../src/services/review/reviewBook.ts';
import type { HeldOutRecord } from '../../../../src/services/training/heldOutRecords.ts';
import type { TrainReport } from '../../../../src/services/training/report.ts';
import { smallProject, type SmallProject } from '../../../support/smallProject.ts';

const [RED, BLUE] = [0, 1];
const report = {
  heldOut: { verdict: 'Training helped.' },
  warnings: ['Class "blue" has 2 labels.'],
} as unknown as TrainReport;

let project: SmallProject;
let review: ReviewBook;

/** Images 0 to 2 are red, 3 to 5 are blue; the first two of each are labelled and were learnt from. */
beforeEach(async () => {
  project = await smallProject({ perClass: 3, labels: 2 });
  review = new ReviewBook(project.store);
});
afterEach(() => project.dispose());

const indexOf = (path: string): number => project.store.images().find((image) => image.path === path)!.index;

async function finishRun(heldOut: readonly HeldOutRecord[], said: Readonly<Record<string, string>>): Promise<void> {
  const { store } = project;
  const labelled = store.labels().map(({ imageIndex }) => ({ imageIndex }));
  const { id } = store.startRun(JSON.stringify({ labelled }));
  await store.writeBlob(`run-${id}-held-out.json`, new TextEncoder().encode(JSON.stringify(heldOut)));
  const predictions = Object.entries(said).map(([path, className], place) => {
    return { imageIndex: indexOf(path), className, confidence: 0.5 + place / 20 };
  });
  store.setPredictions(id, predictions);
  store.updateRun(id, 'finished', JSON.stringify(report));
}

function label(path: string, classIndex: number): void {
  const event: LabelEvent = { imageIndex: indexOf(path), classIndex, source: 'corrected', origin: 'review' };
  project.store.addChange({ what: { kind: 'labelledEach', imageCount: 1 }, labels: [event], classes: [] });
}

function record(path: string, truth: number, said: number, confidence: number): HeldOutRecord {
  return { imageIndex: indexOf(path), label: truth, said, confidence };
}

const HELD_OUT = (): HeldOutRecord[] => [
  record('red-0.png', RED, RED, 0.9),
  record('red-1.png', RED, BLUE, 0.6),
  record('blue-0.png', BLUE, BLUE, 0.8),
  record('blue-1.png', BLUE, BLUE, 0.7),
];
const SAID = {
  'red-0.png': 'red',
  'red-1.png': 'red',
  'red-2.png': 'blue',
  'blue-0.png': 'blue',
  'blue-1.png': 'blue',
  'blue-2.png': 'blue',
};

test('before the first training has finished there is nothing to review', async () => {
  project.store.startRun(JSON.stringify({ labelled: [] }));
  expect(await review.summary()).toBeNull();
  expect(await review.cell('heldOut', RED, RED)).toEqual([]);
  expect(await review.disagreements()).toEqual([]);
});

test('counts what was said of held-out labels, and of those given since', async () => {
  await finishRun(HELD_OUT(), SAID);
  label('red-2.png', RED);
  label('blue-2.png', BLUE);
  const summary = (await review.summary())!;

  expect(summary).toMatchObject({
    verdict: 'Training helped. Class "blue" has 2 labels.',
    classIndices: [RED, BLUE],
    heldOut: [
      [1, 1],
      [0, 2],
    ],
    corrections: [
      [0, 1],
      [0, 1],
    ],
    perClass: [
      { classIndex: RED, labelCount: 3, predictedCount: 2, heldOutRight: 1, heldOutCount: 2 },
      { classIndex: BLUE, labelCount: 3, predictedCount: 4, heldOutRight: 2, heldOutCount: 2 },
    ],
  });
  expect(summary.calibrationError).toBeCloseTo((0.1 + 0.6 + 0.2 + 0.3) / 4);
  expect(await review.cell('heldOut', RED, BLUE)).toEqual([indexOf('red-1.png')]);
  expect(await review.cell('corrections', RED, BLUE)).toEqual([indexOf('red-2.png')]);
});

test('lists where the classifier disagrees, the surest first, also of labels that it learned from', async () => {
  await finishRun(HELD_OUT(), SAID);
  label('red-2.png', RED);
  label('blue-0.png', RED);
  expect(await review.disagreements()).toEqual([
    { index: indexOf('blue-0.png'), label: RED, said: BLUE, confidence: 0.8 },
    { index: indexOf('red-1.png'), label: RED, said: BLUE, confidence: 0.6 },
    { index: indexOf('red-2.png'), label: RED, said: BLUE, confidence: 0.6 },
  ]);
});

test('a class that was joined with another since is that other one', async () => {
  await finishRun(HELD_OUT(), SAID);
  const [red, blue] = project.store.classRecords();
  const labels = project.store.labels().map(({ imageIndex }): LabelEvent => {
    return { imageIndex, classIndex: RED, source: 'human', origin: 'grid' };
  });
  const classes = [{ ...blue!, isRemoved: true, joinedWith: red!.index }];
  project.store.addChange({ what: { kind: 'labelledEach', imageCount: 1 }, labels, classes });
  expect(await review.summary()).toMatchObject({ classIndices: [RED], heldOut: [[4]] });
});
