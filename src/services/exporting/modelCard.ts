import type { Accuracy, TrainReport } from '../training/report.ts';
import type { ExportCheck } from './verifyExport.ts';

export interface ModelCardFacts {
  readonly report: TrainReport;
  readonly check?: ExportCheck;
  /** Accuracy against a truth that the user gave, when there was one. */
  readonly measured?: Accuracy;
  readonly createdAt: string;
}

/** The model card (Mitchell et al., arXiv 1810.03993) as Markdown: what it is, from what, how good, and its limits. */
export function modelCard({ report, check, measured, createdAt }: ModelCardFacts): string {
  return [
    '# Model card',
    what(report, createdAt),
    '## What it was made from',
    classTable(report),
    '## How good it is, and how that was measured',
    measurement(report, measured),
    ...(check ? [agreement(check)] : []),
    '## Where it fails',
    failures(report, measured),
    '## What it must not be used for',
    limits(),
    '## How to run it',
    usage(report),
  ].join('\n\n');
}

function what({ settings, kept, classes, device, imageSizePx }: TrainReport, createdAt: string): string {
  const trained = settings.trainEncoder
    ? `The encoder \`${settings.encoder}\` was trained further with ${settings.method.toUpperCase()}, and stands beside itself as it came.`
    : `The encoder \`${settings.encoder}\` was used as it came; a projection head on it was trained with ${settings.method.toUpperCase()}.`;
  const training =
    kept.features === 'trained'
      ? trained
      : `The encoder \`${settings.encoder}\` was used as it came; training did not help on held-out labels.`;
  return (
    `An image classifier for ${classes.length} classes, made with Handful on ${createdAt} (${device}, seed ${settings.seed}). ` +
    `${training} Its decision is a ${kept.classifier} classifier on the encoder's representations. ` +
    `Images are resized to ${imageSizePx} x ${imageSizePx} px inside the file.`
  );
}

function classTable({ images, classes }: TrainReport): string {
  const rows = classes.map(({ name, labels }) => `| ${escapeCell(name)} | ${labels} |`);
  return [
    `${images.imported} images were imported (${images.duplicates} of them copies of others, ${images.skipped} files could not be used); ` +
      `${images.labelled} were labelled by a person, the others were used without a label.`,
    '',
    '| class | human labels |',
    '| --- | ---: |',
    ...rows,
  ].join('\n');
}

function measurement({ heldOut }: TrainReport, measured?: Accuracy): string {
  const lines: string[] = [];
  if (measured) {
    lines.push(
      `Against the given truth, on the ${measured.imageCount} images without a human label: **${percent(measured.overall)}** correct.`,
    );
  }
  if (heldOut) {
    const scores = heldOut.scores.map(
      ({ features, classifier, accuracy }) => `${features} features, ${classifier}: ${percent(accuracy)}`,
    );
    lines.push(
      `By ${heldOut.foldCount}-fold cross-validation on ${heldOut.heldOutCount} held-out labels, with shortened trainings ` +
        `(so the trained figures are on the low side): ${scores.join('; ')}. ${heldOut.verdict}`,
    );
  }
  if (lines.length === 0) lines.push('It could not be measured: there were too few labels to hold any out.');
  return lines.join('\n\n');
}

function agreement({ comparedCount, sameLabel, largestDifference }: ExportCheck): string {
  return (
    `This file was run again on ${comparedCount} image files and compared with the app: the same label on ` +
    `${percent(sameLabel)}, probabilities at most ${largestDifference.toFixed(4)} apart.`
  );
}

function failures({ classes, warnings }: TrainReport, measured?: Accuracy): string {
  const lines = warnings.map((warning) => `- ${warning}`);
  if (measured) {
    const weakest = Object.entries(measured.perClass)
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, 3);
    for (const [name, accuracy] of weakest)
      lines.push(`- "${name}": ${percent(accuracy)} of its images are recognised.`);
  } else {
    const fewest = classes.toSorted((a, b) => a.labels - b.labels)[0]!;
    lines.push(
      `- Where labels were few it knows least; the fewest, ${fewest.labels}, were given for "${fewest.name}".`,
    );
  }
  return lines.join('\n');
}

function limits(): string {
  return [
    '- Images of another kind than those of the folder: it always answers with one of its classes, however unlike they are.',
    '- Decisions that harm if wrong, such as a diagnosis, without a person who checks each of them.',
    '- Comparing with other classifiers by the figures above: they hold for this folder and its labels only.',
    '- Where images of one patient, part or place occur many times, the figures above are too good for new ones.',
  ].join('\n');
}

function usage({ classes }: TrainReport): string {
  return (
    'Any ONNX runtime: input `images` uint8 [N, H, W, 3] (RGB, any size), outputs `probabilities` float32 ' +
    `[N, ${classes.length}] and \`label\` (text). Or: \`handful classify classifier.onnx FOLDER --out predictions.csv\`.\n`
  );
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;

const escapeCell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
