import { oc } from '@orpc/contract';
import { z } from 'zod';
import { className, imageIndex, imageIndices } from './values.ts';

export const suggestion = z.object({
  index: imageIndex,
  /** Why it is worth a label. */
  reason: z.enum(['typical', 'uncertain', 'different']),
});
export type Suggestion = z.infer<typeof suggestion>;

export const sufficiency = z.object({
  classIndex: z.number().int(),
  labelCount: z.number().int(),
  /** Share of the unlabeled images whose pseudo-label was changed by the last labels of the class; absent too early. */
  changedShare: z.number().optional(),
  state: z.enum(['more', 'nearly', 'enough']),
});
export type Sufficiency = z.infer<typeof sufficiency>;

const where = z.enum(['grid', 'suggestions', 'map', 'review', 'zoom']);
const changed = z.object({ revision: z.number().int(), changedCount: z.number().int() });

/** Every change is on disk when the answer comes, and can be undone, also after a restart. */
export const labelsContract = {
  /** Gives images a class; null takes their labels away. A new name makes a new class. */
  assign: oc.input(z.object({ indices: imageIndices.min(1), className: className.nullable(), where })).output(changed),
  /** Turns the pseudo-labels that images have now into labels. */
  accept: oc.input(z.object({ indices: imageIndices.min(1), where })).output(changed),
  undo: oc.output(changed),
  redo: oc.output(changed),
  addClass: oc.input(z.object({ name: className })).output(z.object({ classIndex: z.number().int() })),
  /** A name that is taken joins the two classes: their labels become one class. */
  renameClass: oc.input(z.object({ classIndex: z.number().int(), name: className })).output(changed),
  recolourClass: oc
    .input(z.object({ classIndex: z.number().int(), colour: z.string().regex(/^#[0-9a-f]{6}$/) }))
    .output(changed),
  /** Takes the class and all its labels away. */
  removeClass: oc.input(z.object({ classIndex: z.number().int() })).output(changed),
  /** What to label next. */
  suggest: oc.input(z.object({ count: z.number().int().min(1).max(100) })).output(z.array(suggestion)),
  sufficiency: oc.output(z.array(sufficiency)),
};
