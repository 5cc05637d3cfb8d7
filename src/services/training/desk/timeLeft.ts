import type { TrainingPhase } from '../trainingObserver.ts';
import { secondsOf, sum, type Pace, type Workload } from '../workload.ts';

const PHASES: readonly TrainingPhase[] = ['preparing', 'running', 'checking', 'finishing'];
/** Weight of the newest step in the measured pace. */
const NEWEST_WEIGHT = 0.1;

/** How long all phases of a training still take: as this machine was until now, corrected by what is measured. */
export class TimeLeft {
  readonly #work: Workload;
  #secondsPerView: number | undefined;
  readonly #secondsPerImage: number | undefined;
  #phase: TrainingPhase = 'preparing';
  #doneShare = 0;
  #stageIndex = 0;
  #stepsDone = 0;

  constructor(work: Workload, pace: Pace | undefined) {
    this.#work = work;
    this.#secondsPerView = pace?.secondsPerView;
    this.#secondsPerImage = pace?.secondsPerImage;
  }

  phase(phase: TrainingPhase): void {
    this.#phase = phase;
    this.#doneShare = 0;
  }

  /** Share of the phase that is done, 0 to 1. */
  progress(doneShare: number): void {
    this.#doneShare = doneShare;
  }

  /** A step of the stages took so long; `stepsDone` counts those of all stages. */
  step(stageIndex: number, stepsDone: number, seconds: number): void {
    const perView = seconds / this.#work.stages[stageIndex]!.viewCount;
    const before = this.#secondsPerView ?? perView;
    this.#secondsPerView = before + NEWEST_WEIGHT * (perView - before);
    this.#stageIndex = stageIndex;
    this.#stepsDone = stepsDone;
  }

  /** What was measured, once it was. */
  get pace(): Pace | undefined {
    if (this.#secondsPerView === undefined) return undefined;
    // Without a measure: encoding is the forward pass alone, about a third of a step.
    return {
      secondsPerView: this.#secondsPerView,
      secondsPerImage: this.#secondsPerImage ?? this.#secondsPerView / 3,
    };
  }

  /** Undefined before anything is known. */
  get secondsLeft(): number | undefined {
    const { pace } = this;
    if (!pace) return undefined;
    const seconds = secondsOf(this.#work, pace);
    const later = PHASES.slice(PHASES.indexOf(this.#phase) + 1).map((phase) => seconds[phase]);
    const now =
      this.#phase === 'running'
        ? this.#viewsLeft() * pace.secondsPerView
        : seconds[this.#phase] * (1 - this.#doneShare);
    return Math.round(now + sum(later));
  }

  #viewsLeft(): number {
    const { stages } = this.#work;
    const before = sum(stages.slice(0, this.#stageIndex).map(({ stepCount }) => stepCount));
    return sum(
      stages.slice(this.#stageIndex).map(({ stepCount, viewCount }, place) => {
        const stepsLeft = place === 0 ? stepCount - Math.max(0, this.#stepsDone - before) : stepCount;
        return stepsLeft * viewCount;
      }),
    );
  }
}
