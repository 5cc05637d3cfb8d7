import { parseArgs } from 'node:util';
import { argmaxRows } from '../../src/learning/evaluation/metrics.ts';
import { LabelPropagation } from '../../src/learning/propagation/labelPropagation.ts';
import { NEIGHBOUR_COUNT } from '../../src/learning/propagation/neighbourGraph.ts';
import { propagationGraph } from '../../src/learning/propagation/propagationGraph.ts';
import { createRuntime } from '../../src/platform/onnxruntime/runtime.ts';
import { buildNeighbourGraph } from '../../src/services/features/neighbourGraph.ts';
import { syntheticFeatures } from './syntheticFeatures.ts';

/** Prints how long it takes to spread labels over frozen features, from nothing and after a change of one label. */
const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '100000' },
    dim: { type: 'string', default: '96' },
    labels: { type: 'string', default: '200' },
    classes: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});

const REPEATS = 11;
const EXACT = 1e-6;
const [images, dim, labelCount, classes] = [values.images, values.dim, values.labels, values.classes].map(Number) as [
  number,
  number,
  number,
  number,
];

const { features, truth } = syntheticFeatures(images, dim, classes);
const [neighbourSeconds, neighbours] = await timed(() =>
  buildNeighbourGraph(createRuntime({ device: 'cpu' }), features, dim, NEIGHBOUR_COUNT),
);
const [equationSeconds, graph] = await timed(async () => propagationGraph(neighbours));
const labels = balancedLabels();
const propagation = new LabelPropagation(graph, classes);

const propagationMs = await medianMs(() => {
  propagation.solve(labels);
  return propagation.probabilities();
});
const predicted = argmaxRows(propagation.probabilities(), classes);
propagation.solve(labels, EXACT);
const exact = argmaxRows(propagation.probabilities(), classes);
let nextImage = images - 1;
const incrementalMs = await medianMs(() => {
  propagation.relabel(new Map([[nextImage, truth[nextImage]]]));
  nextImage--;
  return propagation.probabilities();
});

const result = {
  images,
  dim,
  labels: labels.length,
  classes,
  neighbours: NEIGHBOUR_COUNT,
  graphSeconds: neighbourSeconds,
  equationSeconds,
  propagationMs,
  incrementalMs,
  agreementWithExact: share((row) => predicted[row] === exact[row]),
  accuracy: share((row) => predicted[row] === truth[row]),
};
if (values.json) console.log(JSON.stringify(result));
else {
  console.log(`${images} images, ${dim} features, ${labels.length} labels of ${classes} classes, one thread`);
  console.log(`neighbour graph, once       ${neighbourSeconds.toFixed(1)} s (all threads)`);
  console.log(`its equations, once         ${equationSeconds.toFixed(2)} s`);
  console.log(`spreading all labels        ${propagationMs.toFixed(1)} ms`);
  console.log(`after a change of one       ${incrementalMs.toFixed(1)} ms`);
  console.log(`same class as converged     ${(100 * result.agreementWithExact).toFixed(2)} %`);
  console.log(`accuracy                    ${(100 * result.accuracy).toFixed(1)} %`);
}

function balancedLabels() {
  const perClass = Math.ceil(labelCount / classes);
  const counts = new Array<number>(classes).fill(0);
  return Array.from(truth, (classIndex, imageIndex) => ({ imageIndex, classIndex })).filter(
    ({ classIndex }) => counts[classIndex]!++ < perClass,
  );
}

function share(isRight: (row: number) => boolean): number {
  return truth.filter((_, row) => isRight(row)).length / images;
}

async function timed<T>(action: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const start = performance.now();
  const made = await action();
  return [(performance.now() - start) / 1000, made];
}

async function medianMs(action: () => unknown): Promise<number> {
  const durations: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = performance.now();
    action();
    durations.push(performance.now() - start);
    await new Promise(setImmediate);
  }
  return durations.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)]!;
}
