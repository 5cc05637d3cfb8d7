import type { RunSummary, TrainingState } from '../../../shared/contract/training.ts';
import type { RunRecord } from '../../../shared/domain/records.ts';
import type { DeviceInfo } from '../../ports/runtime.ts';
import type { HeldOutCheck, TrainReport } from '../report.ts';
import { UNCHECKED } from '../heldOutChoice.ts';

/** A training as the list of earlier ones shows it. Where none is under way, one that never ended was cut off. */
export function runSummary(
  { id, state, startedAt, settings, report }: RunRecord,
  isTrainingUnderWay: boolean,
): RunSummary {
  const { labelled } = JSON.parse(settings) as { labelled: readonly unknown[] };
  const stateNow = state === 'running' && !isTrainingUnderWay ? 'stopped' : state;
  const base = { id, state: stateNow, startedAt, labelCount: labelled.length };
  if (report === undefined) return { ...base, warnings: [] };
  const finished = JSON.parse(report) as TrainReport;
  const heldOutAccuracy = keptAccuracy(finished.heldOut, finished.kept);
  return {
    ...base,
    kept: keptWords(finished),
    ...(heldOutAccuracy === undefined ? {} : { heldOutAccuracy }),
    warnings: [...finished.warnings],
  };
}

/** The state of a desk at which nothing happens: after the newest run, if there was one. */
export function restingState(newest: RunRecord | undefined): TrainingState {
  const idle: TrainingState = { phase: 'idle', step: 0, stepCount: 0, canResume: false };
  if (!newest) return idle;
  if (newest.state !== 'finished' || newest.report === undefined) {
    return { ...idle, phase: 'stopped', runId: newest.id, canResume: true };
  }
  return finishedState(newest.id, JSON.parse(newest.report) as TrainReport);
}

export function finishedState(runId: number, report: TrainReport): TrainingState {
  const heldOutAccuracy = keptAccuracy(report.heldOut, report.kept);
  return {
    phase: 'finished',
    runId,
    step: 1,
    stepCount: 1,
    canResume: false,
    device: report.device,
    ...(heldOutAccuracy === undefined ? {} : { heldOutAccuracy }),
    verdict: verdictOf(report),
  };
}

/** What came of a training, in words. */
export function verdictOf({ heldOut, warnings }: TrainReport): string {
  return [heldOut?.verdict ?? UNCHECKED, ...warnings].join(' ');
}

/** Fraction of the held-out labels that the kept classifier got right. */
export function keptAccuracy(check: HeldOutCheck | undefined, kept: TrainReport['kept']): number | undefined {
  return check?.scores.find(({ features, classifier }) => features === kept.features && classifier === kept.classifier)
    ?.accuracy;
}

function keptWords({ kept }: TrainReport): string {
  return kept.features === 'trained' ? 'the trained network' : 'the untouched network';
}

export function deviceWords({ name, threads }: DeviceInfo): string {
  return threads === undefined ? name : `${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
