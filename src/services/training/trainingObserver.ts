import type { FoldPoint } from './foldJudge.ts';
import type { HeldOutChoice } from './heldOutChoice.ts';
import type { PreparedTraining } from './prepareTraining.ts';
import type { Run, StoredPlan } from './run.ts';
import type { TrainingState } from './trainingState.ts';

/** What a training is at: getting ready, its stages, the check on held-out labels, the classifier for all images. */
export type TrainingPhase = 'preparing' | 'running' | 'checking' | 'finishing';

/** A step of the stages of a run. */
export interface ObservedStep {
  readonly stageIndex: number;
  /** Steps done, all stages together. */
  readonly totalStep: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** To be used until the promise of the observer is settled. */
  readonly state: TrainingState;
}

/** How a part of the check on held-out labels does while it trains. */
export interface HeldOutPoint extends FoldPoint {
  /** Counted from 0. */
  readonly fold: number;
  readonly foldCount: number;
}

/** Somebody who watches a run from within. The training waits for what is asynchronous. */
export interface TrainingObserver {
  readonly begun?: (run: Run) => void;
  readonly phase?: (phase: TrainingPhase) => void;
  /** Before the first step that is taken; `stepsDone` were taken before an interruption. No `start`: from the encoder. */
  readonly planned?: (
    plan: StoredPlan,
    prepared: PreparedTraining,
    stepsDone: number,
    start?: TrainingState,
  ) => Promise<void>;
  readonly step?: (step: ObservedStep) => Promise<void>;
  /** Now and then during the check. */
  readonly judged?: (point: HeldOutPoint) => void;
  readonly checked?: (choice: HeldOutChoice) => void;
  /** Whether the stages should end after this step, and the classifier be made of what was learnt so far. */
  readonly endsEarly?: () => boolean;
}
