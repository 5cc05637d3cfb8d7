/** What one run of the demo gave. */
export interface Cell {
  readonly labelsPerClass: number;
  readonly seed: number;
  /** Fractions over the images without a human label. */
  readonly accuracy: { readonly frozen: number; readonly supervised: number; readonly trained: number };
  readonly kept: { readonly features: string; readonly classifier: string };
  readonly secondsPerStage: Readonly<Record<string, number>>;
}

const METHODS = [
  ['frozen', 'frozen features'],
  ['supervised', 'supervised'],
  ['trained', 'Handful (PAWS)'],
] as const;

export type Summary = ReturnType<typeof summarise>;

/** Accuracies by method and labels per class, the mean and each seed. */
export function summarise(cells: readonly Cell[]) {
  const labelsPerClass = [...new Set(cells.map((cell) => cell.labelsPerClass))];
  const methods = METHODS.map(([key, name]) => ({
    name,
    accuracies: labelsPerClass.map((count) =>
      cells.filter((cell) => cell.labelsPerClass === count).map((cell) => cell.accuracy[key]),
    ),
  }));
  const seedCount = Math.max(...methods[0]!.accuracies.map((seeds) => seeds.length));
  const chart = {
    title: 'Accuracy on the images without a label',
    subtitle: `4,000 pictures of clothes in ten classes; mean and single runs of ${seedCount} seed${seedCount > 1 ? 's' : ''}`,
    labelsPerClass,
    methods,
  };
  return { chart, trainingSeconds: cells.map(trainingSeconds), cells };
}

/** Seconds of the training itself, its check included, without importing and exporting. */
function trainingSeconds({ secondsPerStage }: Cell): number {
  return Object.entries(secondsPerStage)
    .filter(([stage]) => stage !== 'import' && stage !== 'export')
    .reduce((sum, [, seconds]) => sum + seconds, 0);
}

/** The summary to read. */
export function table({ chart, trainingSeconds: seconds, cells }: Summary): string {
  const header = `| labels per class | ${chart.methods.map(({ name }) => name).join(' | ')} |`;
  const rows = chart.labelsPerClass.map((count, index) => {
    const columns = chart.methods.map(({ accuracies }) => {
      const seeds = accuracies[index]!;
      return `${percent(mean(seeds))} (${seeds.map(percent).join(', ')})`;
    });
    return `| ${count} | ${columns.join(' | ')} |`;
  });
  const kept = cells.map(
    (cell) => `${cell.labelsPerClass}/${cell.seed}: ${cell.kept.features} ${cell.kept.classifier}`,
  );
  return [
    'Accuracy in percent on the images whose labels were withheld: mean (each seed)',
    header,
    `|${' ---: |'.repeat(chart.methods.length + 1)}`,
    ...rows,
    `Training took ${seconds.map((value) => `${Math.round(value)} s`).join(', ')}. Kept: ${kept.join('; ')}.`,
  ].join('\n');
}

const percent = (value: number): string => (100 * value).toFixed(1);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
