import { type Scale, scaleFor } from './scale.ts';
import { label, line, PLOT } from './svg.ts';

/** A fraction as percent with one decimal, without the sign: 0.794 is '79.4'. */
export function percent(fraction: number): string {
  return (fraction * 100).toFixed(1);
}

export interface AccuracyAxis {
  readonly marks: readonly string[];
  /** The height of an accuracy (a fraction), px. */
  place(accuracy: number): number;
}

/** The vertical axis of accuracies, given as fractions: grid lines at round percentages. */
export function accuracyAxis(accuracies: readonly number[]): AccuracyAxis {
  const scale: Scale = scaleFor(
    accuracies.map((accuracy) => accuracy * 100),
    5,
    PLOT.bottom,
    PLOT.top,
  );
  const marks = scale.ticks.flatMap((tick) => {
    const y = scale.place(tick);
    return [line(PLOT.left, y, PLOT.right, y, 'grid'), label(PLOT.left - 10, y + 4, `${tick} %`, 'end', 'quiet')];
  });
  return { marks, place: (accuracy) => scale.place(accuracy * 100) };
}
