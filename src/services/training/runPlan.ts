import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CollapseGuard } from './collapseGuard.ts';
import type { StagePlan } from './plan.ts';
import { spreadLabelsFor } from './spreadLabels.ts';
import { runStage, type StepReport } from './stageRunner.ts';
import type { TrainingState } from './trainingState.ts';
import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';

/** What a plan is run on besides the prepared training. */
export interface PlanRun {
  readonly stages: readonly StagePlan[];
  readonly labelled: readonly LabelledImage[];
  readonly unlabeled: readonly number[];
  /** [C] */
  readonly classPrior: readonly number[];
  /** Where an interrupted run stood. */
  readonly from?: Checkpoint;
  /** Whether all stages should end after the step that is under way. */
  readonly endsEarly?: () => boolean;
  /** Sees every step; `isLast` after the last one of a stage. */
  readonly afterStep?: (stageIndex: number, report: StepReport, isLast: boolean) => Promise<void>;
}

export interface PlanResult {
  readonly state: TrainingState;
  readonly secondsPerStage: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}

/**
 * Runs stage after stage. A stage whose guard sees a collapse is given up: the state from before it is kept, and the
 * warning says so.
 */
export async function runPlan(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  run: PlanRun,
): Promise<PlanResult> {
  const { runtime, signal } = dependencies;
  let state: TrainingState = new Map(run.from?.tensors ?? []);
  const secondsPerStage: Record<string, number> = {};
  const warnings: string[] = [];
  for (const [stageIndex, stage] of run.stages.entries()) {
    if (stageIndex < (run.from?.stageIndex ?? 0)) continue;
    if (run.endsEarly?.()) break;
    const startedAt = Date.now();
    const spreadLabels = await spreadLabelsFor(dependencies, prepared, stage, run);
    const before = state;
    const guard = new CollapseGuard(stage.name);
    const afterStep = async (report: StepReport): Promise<void> => {
      guard.watch(report.metrics);
      await run.afterStep?.(stageIndex, report, report.step === stage.stepCount);
    };
    try {
      const input = { ...stageInput(prepared, run, stageIndex, state), ...(spreadLabels ? { spreadLabels } : {}) };
      state = await runStage(runtime, input, afterStep, signal);
    } catch (error) {
      if (!guard.collapse) throw error;
      warnings.push(guard.collapse);
      state = before;
    }
    secondsPerStage[stage.name] = (Date.now() - startedAt) / 1000;
  }
  return { state, secondsPerStage, warnings };
}

function stageInput(prepared: PreparedTraining, run: PlanRun, stageIndex: number, state: TrainingState) {
  return {
    stage: run.stages[stageIndex]!,
    stageIndex,
    parts: prepared.parts,
    source: prepared.source,
    labelled: run.labelled,
    unlabeled: run.unlabeled,
    classCount: prepared.data.classNames.length,
    classPrior: run.classPrior,
    seed: prepared.settings.seed,
    state,
    firstStep: run.from?.stageIndex === stageIndex ? run.from.step : 0,
    ...(run.endsEarly ? { endsEarly: run.endsEarly } : {}),
  };
}
