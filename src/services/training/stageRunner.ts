import { float32Tensor, type Tensor } from '../../engine/graph/tensor.ts';
import { methods } from '../../learning/methods/registry.ts';
import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';
import { warmupCosine } from '../../learning/schedules/warmupCosine.ts';
import type { DeviceTensor, Runtime } from '../ports/runtime.ts';
import { throwIfStopped, type StopSignal } from '../../shared/stopSignal.ts';
import { batchLoader } from './batchLoader.ts';
import type { StagePlan } from './plan.ts';
import { readyStep, type ReadyStep, type StepInput } from './readyStep.ts';
import { startingState, type TrainingState } from './trainingState.ts';

/** What a stage trains on. */
export interface StageInput extends StepInput {
  readonly stageIndex: number;
  /** [image index, C], where the method of the stage needs it. */
  readonly spreadLabels?: Float32Array;
  readonly labelled: readonly LabelledImage[];
  readonly unlabeled: readonly number[];
  /** [C], expected class frequencies. */
  readonly classPrior: readonly number[];
  readonly seed: number;
  /** State to start from, and the steps of this stage that it has behind it. */
  readonly state: TrainingState;
  readonly firstStep: number;
  /** Whether to end after the step that is under way, as if it were the last. */
  readonly endsEarly?: () => boolean;
}

export interface StepReport {
  /** Steps done, 1 after the first. */
  readonly step: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** To be used until the step after it was reported; then it is let go. */
  readonly state: TrainingState;
}

/**
 * Runs the steps of one stage and returns the state after it. `afterStep` sees every step, in order, and may wait
 * (to write a checkpoint). The batch of the next step is made while this one computes.
 * Throws STOPPED between two steps when the signal asks for it.
 */
export async function runStage(
  runtime: Runtime,
  input: StageInput,
  afterStep: (report: StepReport) => Promise<void>,
  signal?: StopSignal,
): Promise<TrainingState> {
  const { stage, firstStep } = input;
  const method = methods[stage.method]!;
  const step = await readyStep(input);
  const session = await runtime.createSession(step.model);
  let next: Promise<Record<string, Tensor>> | undefined;
  try {
    const load = batchLoader({ ...input, needs: method.needs(stage.methodSettings) });
    let state = firstStep > 0 ? new Map(input.state) : startingState(step.state, input.state);
    next = load(firstStep);
    for (let index = firstStep; index < stage.stepCount && !input.endsEarly?.(); index++) {
      throwIfStopped(signal, `Training (${stage.name})`, 'Go on with `handful train --resume`.');
      const batch = await next;
      const running = session.run({ ...stateInputs(step, state), ...batch, ...scalars(input, index) });
      if (index + 1 < stage.stepCount) next = load(index + 1);
      const outputs = await running;
      const before = state;
      state = nextState(step, before, outputs);
      await afterStep({ step: index + 1, metrics: await readMetrics(step, outputs), state });
      letGo(before, [state, input.state]);
    }
    return state;
  } finally {
    // A batch that nobody takes any more must not be read from a cache that is closed.
    await next?.catch(() => undefined);
    await session.release();
  }

  function scalars({ classPrior }: StageInput, index: number) {
    return {
      classPrior: float32Tensor(classPrior, [classPrior.length]),
      learningRate: float32Tensor([learningRate(stage, index)], []),
      stepNumber: float32Tensor([index + 1], []),
    };
  }
}

function learningRate(stage: StagePlan, index: number): number {
  return warmupCosine(index, {
    warmupSteps: stage.warmupSteps,
    totalSteps: stage.stepCount,
    startRate: stage.peakRate / Math.max(1, stage.warmupSteps),
    peakRate: stage.peakRate,
    finalRate: stage.finalRate,
  });
}

function stateInputs(
  step: ReadyStep,
  state: TrainingState,
): Record<string, NonNullable<ReturnType<TrainingState['get']>>> {
  return Object.fromEntries(step.state.map(({ name }) => [name, state.get(name)!]));
}

function nextState(step: ReadyStep, state: TrainingState, outputs: Record<string, DeviceTensor>): TrainingState {
  const next = new Map(state);
  for (const { name } of step.state) {
    const updated = outputs[`next:${name}`];
    if (updated) next.set(name, updated);
  }
  return next;
}

/** Frees the values of a state that are in none of those that are still needed. */
function letGo(state: TrainingState, needed: readonly TrainingState[]): void {
  for (const [name, value] of state) {
    if ('dispose' in value && needed.every((other) => other.get(name) !== value)) value.dispose();
  }
}

async function readMetrics(step: ReadyStep, outputs: Record<string, DeviceTensor>): Promise<Record<string, number>> {
  const entries = step.metricNames.map(async (name): Promise<[string, number]> => {
    const metric = outputs[`metric:${name}`]!;
    const { data } = await metric.read();
    metric.dispose();
    return [name, Number(data[0])];
  });
  return Object.fromEntries(await Promise.all(entries));
}
