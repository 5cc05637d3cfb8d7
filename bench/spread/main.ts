import { parseArgs } from 'node:util';
import { LabelInfluence } from '../../src/learning/propagation/influence.ts';
import { NEIGHBOUR_COUNT } from '../../src/learning/propagation/neighbourGraph.ts';
import { propagationGraphSteps } from '../../src/learning/propagation/propagationGraph.ts';
import { createRuntime } from '../../src/platform/onnxruntime/runtime.ts';
import { buildNeighbourGraph } from '../../src/services/features/neighbourGraph.ts';
import { explain } from '../../src/services/spreading/explain.ts';
import { rowsOf, type FeatureSpace } from '../../src/services/spreading/featureSpace.ts';
import { ImageOrders } from '../../src/services/spreading/imageOrders.ts';
import { LivePseudoLabels } from '../../src/services/spreading/livePseudoLabels.ts';
import { opinionsOnLabels } from '../../src/services/spreading/opinions.ts';
import { suggest } from '../../src/services/spreading/suggest.ts';
import { pack } from '../../src/shared/contract/columns.ts';
import { imageSort } from '../../src/shared/contract/images.ts';
import { syntheticFeatures } from '../propagation/syntheticFeatures.ts';

/**
 * Prints how long a window waits for what follows from a label: from the change of a label to new columns, packed as
 * they travel, and the other things that are asked for while labelling. Medians of milliseconds, one thread.
 */
const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '20000' },
    dim: { type: 'string', default: '96' },
    labels: { type: 'string', default: '100' },
    classes: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});

const REPEATS = 15;
const counts = [values.images, values.dim, values.labels, values.classes].map(Number);
const [imageCount, dim, labelCount, classCount] = counts as [number, number, number, number];
const { features, truth } = syntheticFeatures(imageCount, dim, classCount);
const neighbours = await buildNeighbourGraph(createRuntime({ device: 'cpu' }), features, dim, NEIGHBOUR_COUNT);
const { equations, slowestStepMs } = makeEquations();
const imageIndices = Int32Array.from({ length: imageCount }, (_, row) => row);
const space: FeatureSpace = {
  source: 'frozen',
  key: 'synthetic',
  imageIndices,
  rowOf: rowsOf(imageIndices),
  features: unitRows(),
  dim,
  neighbours,
  equations,
};
const images = Array.from(imageIndices, (index) => ({
  index,
  path: `tiles/${index}.png`,
  contentHash: String(index),
  widthPx: 64,
  heightPx: 64,
  note: undefined,
  duplicateOf: undefined,
}));
const live = new LivePseudoLabels(space);
const labels = new Map(Array.from({ length: labelCount }, (_, row) => [row, truth[row]!]));
live.setLabels(labels);

const result: Record<string, number> = { images: imageCount, labels: labelCount, classes: classCount };
result['labelToColumnsMs'] = medianMs((repeat) => {
  labels.set(labelCount + repeat, truth[labelCount + repeat]!);
  return columnsAfterChange();
});
result['fiveHundredLabelsToColumnsMs'] = medianMs((repeat) => {
  for (let row = 0; row < 500; row++) labels.set(1000 + 500 * repeat + row, truth[1000 + 500 * repeat + row]!);
  return columnsAfterChange();
});
for (let row = 1000; row < imageCount; row++) labels.delete(row);
live.setLabels(labels);
const influence = new LabelInfluence(equations);
result['explainMs'] = medianMs((repeat) => explain(live, influence, 3000 + repeat, 8));
const known = new ImageOrders(images, live);
const typical = known.typicalRows(space);
result['suggestMs'] = medianMs(() => suggest(live, typical, 12));
for (const sort of imageSort.options) {
  result[`${sort}FirstMs`] = medianMs(() => new ImageOrders(images, live).sorted(sort, 7));
  result[`${sort}AgainMs`] = medianMs(() => pack(known.sorted(sort, 7)));
}
result['longestStepOfOpinionsMs'] = longestStep(opinionsOnLabels(equations, labels, live.classCount));
result['longestStepOfEquationsMs'] = slowestStepMs;

if (values.json) console.log(JSON.stringify(result));
else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(32)} ${value.toFixed(1)}`);

/** What the engine does with a change of labels: spread, read off, pack. */
function columnsAfterChange(): string[] {
  live.setLabels(labels);
  const { classes, confidence } = live.winners;
  return [pack(Int16Array.from(truth)), pack(classes), pack(confidence)];
}

function makeEquations() {
  const steps = propagationGraphSteps(neighbours);
  let slowestMs = 0;
  for (;;) {
    const start = performance.now();
    const step = steps.next();
    slowestMs = Math.max(slowestMs, performance.now() - start);
    if (step.done) return { equations: step.value, slowestStepMs: slowestMs };
  }
}

function longestStep(steps: Generator<undefined, unknown>): number {
  let longest = 0;
  for (let isDone = false; !isDone;) {
    const start = performance.now();
    isDone = steps.next().done === true;
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}

function unitRows(): Float32Array {
  const rows = features.slice();
  for (let start = 0; start < rows.length; start += dim) {
    const length = Math.hypot(...rows.subarray(start, start + dim)) || 1;
    for (let entry = start; entry < start + dim; entry++) rows[entry]! /= length;
  }
  return rows;
}

function medianMs(action: (repeat: number) => unknown): number {
  const durations = Array.from({ length: REPEATS }, (_, repeat) => {
    const start = performance.now();
    action(repeat);
    return performance.now() - start;
  });
  return durations.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)]!;
}
