import type { MetricPoint } from '../../stores/training.ts';

/** Curves over common steps, as a chart takes them. */
export interface MetricSeries {
  readonly steps: readonly number[];
  /** One value per step and curve; null where a curve has none. */
  readonly curves: readonly Curve[];
}

interface Curve {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** What is said of it in place of its last value. */
  readonly words?: string;
}

/** Points of one chart: enough for its width, few enough to draw at once. */
const MAX_STEPS = 400;

/** The curves with these names, in this order, thinned to the means of neighbouring steps where there are many. */
export function metricSeries(points: readonly MetricPoint[], names: readonly string[]): MetricSeries {
  const wanted = points.filter(({ name }) => names.includes(name));
  const last = wanted.reduce((most, { step }) => Math.max(most, step), 0);
  const width = Math.max(1, Math.ceil(last / MAX_STEPS));
  const binOf = (step: number): number => Math.ceil(step / width) * width;
  const sums = new Map<string, Map<number, { sum: number; count: number }>>();
  for (const { step, name, value } of wanted) {
    const bin = binOf(step);
    const bins = sums.get(name) ?? new Map<number, { sum: number; count: number }>();
    const { sum, count } = bins.get(bin) ?? { sum: 0, count: 0 };
    sums.set(name, bins.set(bin, { sum: sum + value, count: count + 1 }));
  }
  const steps = [...new Set(wanted.map(({ step }) => binOf(step)))].toSorted((a, b) => a - b);
  const curves = names
    .filter((name) => sums.has(name))
    .map((name) => ({ name, values: steps.map((step) => meanOf(sums.get(name)!.get(step))) }));
  return { steps, curves };
}

function meanOf(bin: { sum: number; count: number } | undefined): number | null {
  return bin ? bin.sum / bin.count : null;
}
