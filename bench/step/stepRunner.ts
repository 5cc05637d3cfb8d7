import { lowerPortable } from '../../src/engine/lowering/portable.ts';
import { encodeModel } from '../../src/engine/onnx/write.ts';
import { elementCount, float32Tensor, type Tensor } from '../../src/engine/graph/tensor.ts';
import type { TrainingStep } from '../../src/learning/step/trainingStep.ts';
import { randomGenerator } from '../../src/learning/random/randomGenerator.ts';
import type { DeviceTensor, Runtime } from '../../src/services/ports/runtime.ts';

const LEARNING_RATE = 0.01;

/** Something that can be timed, one step at a time. */
export interface StepRunner {
  /** Runs one step and returns its milliseconds. */
  step(): Promise<number>;
  /** Peak resident memory of the process that runs the steps, MB. */
  peakMB(): Promise<number>;
  close(): Promise<void>;
}

export interface OnnxStepRunner extends StepRunner {
  readonly nodeCount: number;
  /** Loss of the last step. */
  loss(): number;
}

/** Runs the step graph on random views, carrying its state from step to step as a training does. */
export async function openOnnxSteps(step: TrainingStep, classCount: number, runtime: Runtime): Promise<OnnxStepRunner> {
  const graph = lowerPortable(step.graph);
  const session = await runtime.createSession(encodeModel(graph));
  const batch = randomBatch(step, classCount);
  let state: Record<string, Tensor | DeviceTensor> = Object.fromEntries(
    step.state.map(({ name, initial }) => [name, initial]),
  );
  let loss = Number.NaN;
  let stepNumber = 0;
  return {
    nodeCount: graph.nodes.length,
    loss: () => loss,
    async step() {
      const counter = float32Tensor([++stepNumber], []);
      const start = performance.now();
      const outputs = await session.run({ ...batch, ...state, stepNumber: counter });
      const ms = performance.now() - start;
      state = Object.fromEntries(step.state.map(({ name }) => [name, outputs[`next:${name}`] ?? state[name]!]));
      loss = Number((await outputs['metric:loss']!.read()).data[0]);
      return ms;
    },
    peakMB: async () => process.resourceUsage().maxRSS / 1024,
    close: () => session.release(),
  };
}

/** Views of noise, one-hot support labels, a uniform prior. */
function randomBatch(step: TrainingStep, classCount: number): Record<string, Tensor> {
  const random = randomGenerator(1);
  const inputs = step.graph.inputs.map(({ name, shape }): [string, Tensor] => {
    const dims = (shape ?? []) as readonly number[];
    const data = new Float32Array(elementCount(dims));
    if (name === 'views') for (let index = 0; index < data.length; index++) data[index] = random();
    if (name === 'supportLabels')
      for (let row = 0; row < dims[0]!; row++) data[row * classCount + (row % classCount)] = 1;
    if (name === 'classPrior') data.fill(1 / classCount);
    if (name === 'learningRate') data.fill(LEARNING_RATE);
    return [name, float32Tensor(data, dims)];
  });
  const carried = new Set(step.state.map(({ name }) => name));
  return Object.fromEntries(inputs.filter(([name]) => !carried.has(name)));
}
