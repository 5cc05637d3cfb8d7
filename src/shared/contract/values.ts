import { z } from 'zod';
import type { Problem } from '../problem.ts';

/** Row of an image in all columns: 0, 1, 2 ... in order of import, never reused. */
export const imageIndex = z.number().int().min(0).max(10_000_000);
export const imageIndices = z.array(imageIndex).max(1_000_000);

/** Base64 of little-endian numbers; see columns.ts for packing. */
export const packed = z.string();

/** An error as it travels and as the screen shows it. */
export const problem = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
}) satisfies z.ZodType<Problem>;

export const className = z.string().trim().min(1).max(100);

/** Path of a file or folder. No system has names with a zero character, and its functions throw on one. */
export const place = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !text.includes('\0'), 'a path has no zero character');
