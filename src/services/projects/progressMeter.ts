export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  /** Over the last ten seconds. */
  readonly imagesPerSecond: number;
  /** At that speed; undefined while nothing was done in these seconds. */
  readonly secondsLeft: number | undefined;
}

const WINDOW_MS = 10_000;
const INTERVAL_MS = 100;

/** Counts what is done and tells `report` about it, at most ten times a second and when all is done. */
export class ProgressMeter {
  private readonly total: number;
  private readonly report: (progress: ImportProgress) => void;
  private readonly now: () => number;
  private done = 0;
  private lastReportMs = -Infinity;
  /** Times and counts of the reports of the last ten seconds. */
  private readonly marks: { timeMs: number; done: number }[];

  constructor(total: number, report: (progress: ImportProgress) => void, now: () => number = Date.now) {
    this.total = total;
    this.report = report;
    this.now = now;
    this.marks = [{ timeMs: now(), done: 0 }];
  }

  add(count: number): void {
    this.done += count;
    const timeMs = this.now();
    if (timeMs - this.lastReportMs < INTERVAL_MS && this.done < this.total) return;
    this.lastReportMs = timeMs;
    while (this.marks.length > 1 && timeMs - this.marks[0]!.timeMs > WINDOW_MS) this.marks.shift();
    const first = this.marks[0]!;
    this.marks.push({ timeMs, done: this.done });
    const imagesPerSecond = (1000 * (this.done - first.done)) / Math.max(1, timeMs - first.timeMs);
    this.report({
      done: this.done,
      total: this.total,
      imagesPerSecond,
      secondsLeft: this.secondsLeft(imagesPerSecond),
    });
  }

  private secondsLeft(imagesPerSecond: number): number | undefined {
    if (this.done >= this.total) return 0;
    return imagesPerSecond > 0 ? (this.total - this.done) / imagesPerSecond : undefined;
  }
}
