import { z } from 'zod';
import { accuracyAxis, percent } from './accuracyAxis.ts';
import { scaleFor } from './scale.ts';
import { chart, label, line, PLOT, px, SERIES_CLASSES } from './svg.ts';

const fraction = z.number().min(0).max(1);

/** Accuracies are fractions; `baselines` (two at most) are drawn as level lines for comparison. */
export const accuracyWhileTrainingSchema = z.object({
  title: z.string(),
  subtitle: z.string(),
  curve: z.array(z.object({ minutes: z.number().nonnegative(), accuracy: fraction })).min(2),
  stages: z.array(z.object({ name: z.string(), startMinutes: z.number().nonnegative() })),
  baselines: z.array(z.object({ name: z.string(), accuracy: fraction })).max(2),
});

export type AccuracyWhileTraining = z.infer<typeof accuracyWhileTrainingSchema>;

/** The accuracy during one training, over its minutes, as an SVG file. */
export function drawAccuracyWhileTraining({
  title,
  subtitle,
  curve,
  stages,
  baselines,
}: AccuracyWhileTraining): string {
  const axis = accuracyAxis([...curve, ...baselines].map(({ accuracy }) => accuracy));
  const time = scaleFor([0, ...curve.map(({ minutes }) => minutes)], 6, PLOT.left, PLOT.right);
  const points = curve.map(({ minutes, accuracy }) => `${px(time.place(minutes))},${px(axis.place(accuracy))}`);
  const last = curve.at(-1)!;
  const ticks = time.ticks.map((tick) => label(time.place(tick), PLOT.bottom + 24, String(tick), 'middle', 'quiet'));
  const stageMarks = stages.flatMap(({ name, startMinutes }) => {
    const x = time.place(startMinutes);
    return [line(x, PLOT.top - 14, x, PLOT.bottom, 'grid'), label(x + 6, PLOT.top - 6, name, 'start', 'quiet')];
  });
  const baselineMarks = baselines.map(({ name, accuracy }, index) => {
    const y = axis.place(accuracy);
    const text = label(PLOT.right, y + 17, `${name} ${percent(accuracy)}`, 'end', 'value');
    return `<g class="${SERIES_CLASSES[index]}">${line(PLOT.left, y, PLOT.right, y, 'stroke reference')}${text}</g>`;
  });
  const figures = label(
    time.place(last.minutes),
    axis.place(last.accuracy) - 10,
    percent(last.accuracy),
    'end',
    'value',
  );
  return chart(title, subtitle, `Accuracy ${percent(last.accuracy)} % after ${px(last.minutes)} minutes`, [
    ...axis.marks,
    ...stageMarks,
    ...ticks,
    label((PLOT.left + PLOT.right) / 2, PLOT.bottom + 42, 'minutes of training', 'middle', 'quiet'),
    ...baselineMarks,
    `<g class="third"><polyline points="${points.join(' ')}" class="stroke curve"/>${figures}</g>`,
  ]);
}
