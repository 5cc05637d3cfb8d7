import { oc } from '@orpc/contract';
import { z } from 'zod';

export const exportKind = z.enum(['classifier', 'predictions', 'folders', 'card']);
export type ExportKind = z.infer<typeof exportKind>;

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
  copiedCount: z.number().int().optional(),
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
  /** Throws NOT_TRAINED, EXPORT_DISAGREES, DISK_FULL. Nothing that exists is overwritten without `replace`. */
  write: oc
    .input(
      z.object({
        kinds: z.array(exportKind).min(1),
        folder: z.string().min(1).optional(),
        replace: z.boolean().default(false),
      }),
    )
    .output(exportResult),
  /** Classifies the images of another folder with the newest classifier. */
  classify: oc.input(z.object({ folder: z.string().min(1), out: z.string().min(1).optional() })).output(classifyResult),
};
