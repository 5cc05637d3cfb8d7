/**
 * Draws the README's charts from measured figures:
 *
 *     npm run bench:chart -- labels   figures.json docs/images/demo-accuracy.svg
 *     npm run bench:chart -- training figures.json docs/images/demo-training.svg
 *
 * The two schemas beside the drawings say what the JSON holds.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { accuracyByLabelsSchema, drawAccuracyByLabels } from './accuracyByLabels.ts';
import { accuracyWhileTrainingSchema, drawAccuracyWhileTraining } from './accuracyWhileTraining.ts';

const charts: Record<string, (figures: unknown) => string> = {
  labels: (figures) => drawAccuracyByLabels(accuracyByLabelsSchema.parse(figures)),
  training: (figures) => drawAccuracyWhileTraining(accuracyWhileTrainingSchema.parse(figures)),
};

const [kind, figuresPath, svgPath] = process.argv.slice(2);
const draw = charts[kind ?? ''];
if (!draw || !figuresPath || !svgPath) {
  console.error(`usage: npm run bench:chart -- ${Object.keys(charts).join('|')} FIGURES.json CHART.svg`);
  process.exit(2);
}
const svg = draw(JSON.parse(await readFile(figuresPath, 'utf8')));
await mkdir(dirname(svgPath), { recursive: true });
await writeFile(svgPath, svg);
