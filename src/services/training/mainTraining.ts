import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { expectedClasses } from './classPrior.ts';
import { fitToMinutes } from './fitToMinutes.ts';
import { makePlan } from './makePlan.ts';
import type { StagePlan } from './plan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { loadPlan, savePlan, type Run, type StoredPlan } from './run.ts';
import { runPlan, type PlanResult } from './runPlan.ts';
import { RunRecorder } from './runRecorder.ts';
import { startOf } from './startWeights.ts';
import type { TrainingObserver } from './trainingObserver.ts';

/**
 * Runs or goes on with the stages of a run, writing metrics and checkpoints. The stages that it returns have the steps
 * that were taken, which are fewer where the observer ended them early.
 */
export async function runMainTraining(
  dependencies: TrainDependencies,
  run: Run,
  prepared: PreparedTraining,
  observer: TrainingObserver = {},
): Promise<PlanResult & StoredPlan> {
  const { store } = dependencies;
  const plan = (await loadPlan(store, run.id)) ?? (await decidePlan(dependencies, run, prepared));
  const from = await loadCheckpoint(store, run.id);
  const stepsDone = from ? stepsBefore(plan.stages, from.stageIndex) + from.step : 0;
  if (run.isResumed) store.truncateMetrics(run.id, stepsDone);
  await observer.planned?.(plan, prepared, stepsDone, from && new Map(from.tensors));
  const recorder = new RunRecorder(dependencies, run, plan.stages);
  try {
    const { warnings, ...result } = await runPlan(dependencies, prepared, {
      ...plan,
      labelled: run.data.labelled,
      unlabeled: run.data.unlabeled,
      ...(from ? { from } : {}),
      ...(observer.endsEarly ? { endsEarly: observer.endsEarly } : {}),
      afterStep: async (stageIndex, report, isLast) => {
        const totalStep = stepsBefore(plan.stages, stageIndex) + report.step;
        await recorder.afterStep(stageIndex, totalStep, report, isLast);
        const { metrics, state } = report;
        await observer.step?.({ stageIndex, totalStep, metrics, state });
      },
    });
    const learnt = { ...result, warnings: [...(plan.notes ?? []), ...warnings] };
    if (!observer.endsEarly?.()) return { ...learnt, ...plan };
    await recorder.saveLast();
    const taken = { ...plan, stages: stagesTaken(plan.stages, recorder.reached ?? from) };
    await savePlan(store, run.id, taken);
    return { ...learnt, ...taken };
  } catch (error) {
    await recorder.saveLast();
    throw error;
  }
}

function stepsBefore(stages: readonly StagePlan[], stageIndex: number): number {
  return stages.slice(0, stageIndex).reduce((sum, stage) => sum + stage.stepCount, 0);
}

/** The stages up to the step that was reached, as if no more had been planned. */
function stagesTaken(
  stages: readonly StagePlan[],
  reached: { readonly stageIndex: number; readonly step: number } | undefined,
): StagePlan[] {
  if (!reached) return [];
  const { stageIndex, step } = reached;
  return [...stages.slice(0, stageIndex), { ...stages[stageIndex]!, stepCount: step }];
}

async function decidePlan(dependencies: TrainDependencies, run: Run, prepared: PreparedTraining): Promise<StoredPlan> {
  const { labelCounts, unlabeled } = run.data;
  const { weights, notes } = await startOf(dependencies.store, run, prepared);
  // The start is the first checkpoint: resumed before the next one, the run must find the same weights.
  if (weights) await saveCheckpoint(dependencies.store, run.id, { stageIndex: 0, step: 0, tensors: weights });
  const facts = {
    labelCounts,
    unlabeledCount: unlabeled.length,
    pretrained: prepared.encoder.pretrained,
    goesOn: weights !== undefined,
  };
  const stages = makePlan(prepared.settings, facts);
  const { classPrior, notes: priorNotes } = await expectedClasses(dependencies, prepared);
  const { minutes } = prepared.settings;
  const fitted =
    minutes === undefined
      ? { stages, notes: [] }
      : await fitToMinutes(dependencies, prepared, { stages, classPrior, minutes });
  const plan = { stages: fitted.stages, classPrior, notes: [...notes, ...priorNotes, ...fitted.notes] };
  await savePlan(dependencies.store, run.id, plan);
  return plan;
}
