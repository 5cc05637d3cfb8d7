import { z } from 'zod';
import { accuracyAxis, percent } from './accuracyAxis.ts';
import { chart, label, line, PLOT, px, SERIES_CLASSES } from './svg.ts';

const fraction = z.number().min(0).max(1);

/** `accuracies` has one list per entry of `labelsPerClass`, with one accuracy (a fraction) per seed. */
export const accuracyByLabelsSchema = z
  .object({
    title: z.string(),
    subtitle: z.string(),
    labelsPerClass: z.array(z.int().positive()).min(1),
    methods: z.array(z.object({ name: z.string(), accuracies: z.array(z.array(fraction).min(1)) })).length(3),
  })
  .refine((data) => data.methods.every(({ accuracies }) => accuracies.length === data.labelsPerClass.length), {
    message: 'every method needs one list of accuracies per entry of labelsPerClass',
  });

export type AccuracyByLabels = z.infer<typeof accuracyByLabelsSchema>;

const COLUMN_GAP_PX = 54;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One method at one number of labels: a dot per seed, a bar at their mean, the mean in figures above. */
function column(x: number, accuracies: readonly number[], place: (accuracy: number) => number, series: string) {
  const y = place(mean(accuracies));
  const dots = accuracies.map((accuracy) => `<circle cx="${px(x)}" cy="${px(place(accuracy))}" r="4.5" class="dot"/>`);
  const top = Math.min(y, ...accuracies.map(place));
  const figures = label(x, top - 11, percent(mean(accuracies)), 'middle', 'value');
  return `<g class="${series}">${dots.join('')}${line(x - 15, y, x + 15, y, 'stroke bar')}${figures}</g>`;
}

function legend(names: readonly string[]): string[] {
  let x = 24;
  return names.map((name, index) => {
    const key = `<g class="${SERIES_CLASSES[index]}">${line(x, 74, x + 18, 74, 'stroke bar')}</g>${label(x + 27, 78, name)}`;
    x += 55 + name.length * 7;
    return key;
  });
}

/** Three methods side by side for each number of labels per class, as an SVG file. */
export function drawAccuracyByLabels({ title, subtitle, labelsPerClass, methods }: AccuracyByLabels): string {
  const axis = accuracyAxis(methods.flatMap(({ accuracies }) => accuracies.flat()));
  const groupWidth = (PLOT.right - PLOT.left) / labelsPerClass.length;
  const groups = labelsPerClass.flatMap((count, group) => {
    const centre = PLOT.left + (group + 0.5) * groupWidth;
    const columns = methods.map(({ accuracies }, index) =>
      column(centre + (index - 1) * COLUMN_GAP_PX, accuracies[group]!, axis.place, SERIES_CLASSES[index]!),
    );
    return [...columns, label(centre, PLOT.bottom + 24, String(count), 'middle')];
  });
  const caption = label((PLOT.left + PLOT.right) / 2, PLOT.bottom + 42, 'labels per class', 'middle', 'quiet');
  const description = methods
    .map(({ name, accuracies }) => `${name}: ${accuracies.map((seeds) => `${percent(mean(seeds))} %`).join(', ')}`)
    .join('; ');
  return chart(title, subtitle, `Accuracy with ${labelsPerClass.join(', ')} labels per class. ${description}`, [
    ...legend(methods.map(({ name }) => name)),
    ...axis.marks,
    ...groups,
    caption,
  ]);
}
