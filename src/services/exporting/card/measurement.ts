import type { ReviewSummary } from '../../../shared/contract/review.ts';
import type { Accuracy, TrainReport } from '../../training/report.ts';
import { paragraph, percent, type CardBlock } from './card.ts';

/** What is known of how good a classifier is. */
export interface MeasuredFacts {
  readonly report: TrainReport;
  /** Accuracy against a truth that the user gave, when there was one. */
  readonly measured?: Accuracy;
  readonly review?: ReviewFacts;
}

/** The review of held-out labels, with the names of the classes in the order of the matrix. */
export interface ReviewFacts extends Pick<ReviewSummary, 'heldOut' | 'reliability' | 'calibrationError'> {
  readonly classNames: readonly string[];
}

/** How good it is: against a truth, on labels that were held out, and whether its confidence can be believed. */
export function measurement({ report: { heldOut }, measured, review }: MeasuredFacts): CardBlock[] {
  const blocks: CardBlock[] = [];
  if (measured) blocks.push(againstTruth(measured));
  if (heldOut) blocks.push(crossValidation(heldOut));
  if (blocks.length === 0) {
    blocks.push(paragraph('It could not be measured: there were too few labels to hold any out.'));
  }
  return review ? [...blocks, ...confusions(review), ...reliability(review)] : blocks;
}

function againstTruth({ imageCount, overall }: Accuracy): CardBlock {
  return paragraph(
    `Against the given truth, on the ${imageCount} images without a human label: `,
    { strong: percent(overall) },
    ' correct.',
  );
}

function crossValidation({ foldCount, heldOutCount, scores, verdict }: NonNullable<TrainReport['heldOut']>): CardBlock {
  const figures = scores.map(
    ({ features, classifier, accuracy }) => `${features} features, ${classifier}: ${percent(accuracy)}`,
  );
  return paragraph(
    `By ${foldCount}-fold cross-validation on ${heldOutCount} held-out labels, with shortened trainings ` +
      `(so the trained figures are on the low side): ${figures.join('; ')}. ${verdict}`,
  );
}

function confusions({ classNames, heldOut }: ReviewFacts): CardBlock[] {
  const total = heldOut.flat().reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  return [
    paragraph(
      `What it said of the ${total} held-out labels. Rows are what a person said, columns what it said; the diagonal is right.`,
    ),
    { kind: 'matrix', names: classNames, counts: heldOut },
  ];
}

function reliability({ reliability: bins, calibrationError }: ReviewFacts): CardBlock[] {
  const filled = bins.filter(({ count }) => count > 0);
  if (filled.length === 0) return [];
  const gap = calibrationError === undefined ? '' : ` On average the two are ${percent(calibrationError)} apart.`;
  return [
    paragraph(`How far its confidence can be believed: how sure it was, and how often it was right then.${gap}`),
    {
      kind: 'table',
      header: ['confidence', 'images', 'sure on average', 'right'],
      rows: filled.map(({ from, to, count, confidence, accuracy }) => [
        `${Math.round(100 * from)} to ${Math.round(100 * to)} %`,
        count,
        percent(confidence),
        percent(accuracy),
      ]),
    },
  ];
}
