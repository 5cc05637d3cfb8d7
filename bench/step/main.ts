import { parseArgs } from 'node:util';
import { createRuntime } from '../../src/platform/onnxruntime/runtime.ts';
import { buildPawsStep, type StepChoice } from './pawsStep.ts';
import { openPyTorchSteps } from './pytorchRunner.ts';
import { openOnnxSteps, type StepRunner } from './stepRunner.ts';

/**
 * Times one PAWS step, forward, loss, backward and optimiser in one graph, and prints the median.
 * With `--against pytorch` the same step of PyTorch runs alternately in the same run.
 */
const { values } = parseArgs({
  options: {
    encoder: { type: 'string', default: 'wrn-16-2' },
    size: { type: 'string', default: '32' },
    unlabeled: { type: 'string', default: '64' },
    classes: { type: 'string', default: '10' },
    support: { type: 'string', default: '6' },
    steps: { type: 'string', default: '10' },
    threads: { type: 'string', default: '2' },
    against: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const WARM_UP_STEPS = 2;
const threads = Number(values.threads);
const choice: StepChoice = {
  encoder: values.encoder,
  imageSizePx: Number(values.size),
  unlabeledCount: Number(values.unlabeled),
  classCount: Number(values.classes),
  supportPerClass: Number(values.support),
};
const runtime = createRuntime({ device: 'cpu', threads });
const step = await buildPawsStep(choice, runtime);
const ours = await openOnnxSteps(step, choice.classCount, runtime);
const pytorch = values.against === 'pytorch' ? await openPyTorchSteps(choice, threads) : undefined;
const runners: StepRunner[] = pytorch ? [ours, pytorch] : [ours];
const [ms, pytorchMs] = await alternate(runners, Number(values.steps));
const images = step.viewRowCount;
const result = {
  ...choice,
  threads,
  images,
  ms: round(ms!),
  imagesPerSecond: Math.round((images * 1000) / ms!),
  peakMB: Math.round(await ours.peakMB()),
  nodes: ours.nodeCount,
  loss: ours.loss(),
  ...(pytorch && pytorchMs !== undefined
    ? {
        pytorch: { ms: round(pytorchMs), peakMB: Math.round(await pytorch.peakMB()) },
        timesPyTorch: Math.round((ms! / pytorchMs) * 100) / 100,
      }
    : {}),
};
await Promise.all(runners.map((runner) => runner.close()));
if (values.json) console.log(JSON.stringify(result));
else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(16)} ${format(value)}`);

/** Median milliseconds of each runner; they take turns, so that what else the machine does meets all alike. */
async function alternate(candidates: readonly StepRunner[], stepCount: number): Promise<number[]> {
  const times: number[][] = candidates.map(() => []);
  for (let index = -WARM_UP_STEPS; index < stepCount; index++) {
    for (const [which, runner] of candidates.entries()) {
      const elapsed = await runner.step();
      if (index >= 0) times[which]!.push(elapsed);
    }
  }
  return times.map((list) => list.toSorted((a, b) => a - b)[list.length >> 1]!);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function format(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
