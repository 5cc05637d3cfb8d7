import { oc } from '@orpc/contract';
import { z } from 'zod';
import { imageIndex } from './values.ts';

export const reviewSummary = z.object({
  runId: z.number().int(),
  /** What was kept and how good it is, in words. */
  verdict: z.string(),
  /** Class indices, the order of the rows and columns of the matrices. */
  classIndices: z.array(z.number().int()),
  /** Held-out labels: [label][said], counts. */
  heldOut: z.array(z.array(z.number().int())),
  /** Labels given since the training, against what the classifier says: [label][said], counts. */
  corrections: z.array(z.array(z.number().int())),
  /** Bins of confidence over held-out labels: how often it was right. */
  reliability: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      count: z.number().int(),
      confidence: z.number(),
      accuracy: z.number(),
    }),
  ),
  /** Expected calibration error, 0 to 1. */
  calibrationError: z.number().optional(),
  perClass: z.array(
    z.object({
      classIndex: z.number().int(),
      labelCount: z.number().int(),
      predictedCount: z.number().int(),
      heldOutRight: z.number().int(),
      heldOutCount: z.number().int(),
    }),
  ),
});
export type ReviewSummary = z.infer<typeof reviewSummary>;

/** What the newest finished training is worth. */
export const reviewContract = {
  /** Null before the first training has finished. */
  summary: oc.output(reviewSummary.nullable()),
  /** The images behind a cell of a confusion matrix. */
  cell: oc
    .input(z.object({ matrix: z.enum(['heldOut', 'corrections']), label: z.number().int(), said: z.number().int() }))
    .output(z.array(imageIndex)),
  /** Labelled images that the model sees differently, the surest first. */
  disagreements: oc.output(
    z.array(z.object({ index: imageIndex, label: z.number().int(), said: z.number().int(), confidence: z.number() })),
  ),
};
