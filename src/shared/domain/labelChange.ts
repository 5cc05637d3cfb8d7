import { z } from 'zod';

const imageCount = z.number().int();
const className = z.string();

/** What was done to labels or classes in one go. Classes have the names that they had then. */
export const labelChange = z.discriminatedUnion('kind', [
  /** Images got one class. */
  z.object({ kind: z.literal('labelled'), imageCount, className }),
  /** Images got classes of their own. */
  z.object({ kind: z.literal('labelledEach'), imageCount }),
  /** Labels were taken away. */
  z.object({ kind: z.literal('cleared'), imageCount }),
  z.object({ kind: z.literal('classAdded'), className }),
  z.object({ kind: z.literal('classRenamed'), className, to: z.string() }),
  z.object({ kind: z.literal('classRecoloured'), className }),
  z.object({ kind: z.literal('classJoined'), className, to: z.string() }),
  z.object({ kind: z.literal('classRemoved'), className }),
  /** As an older Handful kept it: in English words. */
  z.object({ kind: z.literal('inWords'), words: z.string() }),
]);
export type LabelChange = z.infer<typeof labelChange>;
