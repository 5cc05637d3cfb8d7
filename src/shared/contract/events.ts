import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { imageColumns } from './images.ts';
import { projectState } from './project.ts';
import { metricPoint, trainingState } from './training.ts';
import { imageIndex, problem } from './values.ts';

export const activity = z.object({
  id: z.string(),
  kind: z.enum([
    'import',
    'pixels',
    'features',
    'neighbours',
    'map',
    'training',
    'export',
    'classify',
    'relink',
    'demo',
  ]),
  /** In words. */
  title: z.string(),
  done: z.number(),
  total: z.number(),
  /** Things per second, once known. */
  rate: z.number().optional(),
  secondsLeft: z.number().optional(),
  canCancel: z.boolean(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: problem.optional(),
});
export type Activity = z.infer<typeof activity>;

export const workbenchEvent = z.discriminatedUnion('type', [
  /** The project was opened, closed or changed. */
  z.object({ type: z.literal('project'), project: projectState.nullable() }),
  /** Labels or pseudo-labels changed: all columns anew. */
  z.object({ type: z.literal('columns'), columns: imageColumns }),
  z.object({ type: z.literal('activity'), activity }),
  z.object({ type: z.literal('map') }),
  z.object({ type: z.literal('training'), state: trainingState, metrics: z.array(metricPoint) }),
  /** Images whose pseudo-label was just changed by the training. */
  z.object({
    type: z.literal('relabelled'),
    images: z.array(z.object({ index: imageIndex, from: z.number().int(), to: z.number().int() })),
  }),
]);
export type WorkbenchEvent = z.infer<typeof workbenchEvent>;

/** Everything that changes, from the moment of the call on, beginning with the state as it is. */
export const eventsContract = oc.output(eventIterator(workbenchEvent));
