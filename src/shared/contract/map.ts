import { oc } from '@orpc/contract';
import { z } from 'zod';
import { packed } from './values.ts';

export const mapPoints = z.object({
  state: z.enum(['none', 'computing', 'ready']),
  /** 'frozen' or 'trained': what the images were compared by. */
  features: z.enum(['frozen', 'trained']).optional(),
  /** int32 [N]: image indices of the points. */
  indices: packed,
  /** float32 [N, 2], each within -1 to 1. */
  positions: packed,
});
export type MapPoints = z.infer<typeof mapPoints>;

/** All images as points of a plane, like ones near each other. Computed in the background once asked for. */
export const mapContract = { points: oc.output(mapPoints) };
