import { oc } from '@orpc/contract';
import { z } from 'zod';
import { place } from './values.ts';

export const exportKind = z.enum(['classifier', 'predictions', 'folders', 'card']);
export type ExportKind = z.infer<typeof exportKind>;

/** A class that a classifier was trained with and that the project no longer has by itself. */
export const oldClass = z.object({
  /** What the classifier calls it. */
  className: z.string(),
  /** Name of the class that it was joined with; absent where it was removed. */
  joinedWith: z.string().optional(),
});
export type OldClass = z.infer<typeof oldClass>;

export const exportResult = z.object({
  /** Absolute paths of what was written. */
  files: z.array(z.string()),
  /** The folder that holds them. */
  folder: z.string(),
  /** Comparison of the exported file with the app, where a classifier was written. */
  check: z
    .object({
      imageCount: z.number().int(),
      sameLabelCount: z.number().int(),
      largestDifference: z.number(),
    })
    .optional(),
  /** Where a classifier was written: the classes that it still answers though the project no longer has them. */
  oldClasses: z.array(oldClass).optional(),
  /** Where images were copied: how many, and those that were not. */
  copiedCount: z.number().int().optional(),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
});
export type ExportResult = z.infer<typeof exportResult>;

export const classifyResult = z.object({
  file: z.string(),
  imageCount: z.number().int(),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  counts: z.array(z.object({ className: z.string(), count: z.number().int() })),
});
export type ClassifyResult = z.infer<typeof classifyResult>;

/** What is taken away. Progress arrives as an activity, which can be cancelled. */
export const exportingContract = {
  /** Where exports go unless another folder is chosen. */
  defaultFolder: oc.output(z.object({ folder: z.string() })),
  /**
   * All that is asked for, or nothing. Throws NOT_TRAINED, EXPORT_DISAGREES, DISK_FULL, NOT_ALLOWED for a folder of
   * imported images, and ALREADY_THERE for what exists and was not to be replaced.
   */
  write: oc
    .input(
      z.object({
        kinds: z.array(exportKind).min(1),
        folder: place.optional(),
        replace: z.boolean().default(false),
      }),
    )
    .output(exportResult),
  /** Classifies the images of another folder with the newest classifier, into a new CSV file. */
  classify: oc.input(z.object({ folder: place, out: place.optional() })).output(classifyResult),
};
