import { oc } from '@orpc/contract';
import { z } from 'zod';
import { labelChange } from '../domain/labelChange.ts';
import { imageIndex, place } from './values.ts';

export const classInfo = z.object({
  /** Index of the class in all columns, for good: a removed class keeps its place. */
  index: z.number().int(),
  name: z.string(),
  /** '#rrggbb' */
  colour: z.string(),
  /** Digit key 1 to 9, then 0; absent for later ones. */
  key: z.string().optional(),
  labelCount: z.number().int(),
  /** Images without a label of which the pseudo-label is this class. */
  pseudoCount: z.number().int(),
  /** Whether it stands for "none of these", which is a class of its own. */
  isNone: z.boolean(),
});
export type ClassInfo = z.infer<typeof classInfo>;

export const projectState = z.object({
  path: z.string(),
  name: z.string(),
  folder: z.string(),
  /** Whether the folder of images is where it was, and holds the images it held. */
  folderState: z.enum(['here', 'missing']),
  imageCount: z.number().int(),
  /** Images that were in the folder once and are not now. */
  goneCount: z.number().int(),
  skippedCount: z.number().int(),
  /** Classes in use, in the order of their keys. */
  classes: z.array(classInfo),
  labelCount: z.number().int(),
  /** What would be undone and redone. */
  undo: labelChange.optional(),
  redo: labelChange.optional(),
  /** Where the pseudo-labels come from; 'none' until two classes have a label and the images have been looked at. */
  spread: z.enum(['none', 'frozen', 'trained']),
  /** Grows with every change of labels, classes, images or pseudo-labels. */
  revision: z.number().int(),
});
export type ProjectState = z.infer<typeof projectState>;

export const relinkReport = z.object({
  /** Images found again by their content. */
  foundCount: z.number().int(),
  missingCount: z.number().int(),
  newCount: z.number().int(),
  /** Some paths of those that are missing. */
  missingPaths: z.array(z.string()),
});
export type RelinkReport = z.infer<typeof relinkReport>;

/** The project that is open. Everything but `create`, `open`, `createDemo` and `state` throws NO_PROJECT without one. */
export const projectContract = {
  /** The open project, if there is one. */
  state: oc.output(projectState.nullable()),
  /** Makes a project for a folder of images and begins to import it. By default it lies beside the folder. */
  create: oc.input(z.object({ folder: place, path: place.optional() })).output(projectState),
  /** Copies the demo's images out of the program, makes a project of them, and begins to import it. */
  createDemo: oc.output(projectState),
  open: oc.input(z.object({ path: place })).output(projectState),
  close: oc.output(z.object({})),
  /** Looks at the folder again: new, moved and missing files. */
  importAgain: oc.output(z.object({})),
  skipped: oc.output(z.array(z.object({ path: z.string(), reason: z.string() }))),
  /** What would be found in another folder, by content; changes nothing. */
  tryFolder: oc.input(z.object({ folder: place })).output(relinkReport),
  /** Looks for the images in another folder from now on. */
  relink: oc.input(z.object({ folder: place })).output(relinkReport),
  /** Stops an activity by its id; what it did so far is kept. */
  cancel: oc.input(z.object({ activityId: z.string() })).output(z.object({})),
  /** Image index of a path relative to the folder, if there is one. */
  find: oc.input(z.object({ path: z.string() })).output(z.object({ imageIndex: imageIndex.optional() })),
};
