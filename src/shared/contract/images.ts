import { oc } from '@orpc/contract';
import { z } from 'zod';
import { imageIndex, imageIndices, packed } from './values.ts';

export const imageSort = z.enum([
  'folder',
  /** The most typical of their surroundings first. */
  'typical',
  /** The least certain pseudo-labels first. */
  'uncertain',
  /** Those least like any other first. */
  'outlier',
  /** Groups of nearly equal images, the closest first. */
  'nearDuplicates',
  /** The most like the image `like` first. */
  'similar',
]);
export type ImageSort = z.infer<typeof imageSort>;

export const imageFilter = z.object({
  /** By whether there is a label of a person. */
  labelled: z.enum(['all', 'labelled', 'unlabeled']).default('all'),
  /** Class index: of the label, or of the pseudo-label where there is none. */
  classIndex: z.number().int().min(0).optional(),
  /** Only images of which the label and the model's own opinion differ. */
  disagree: z.boolean().default(false),
  /** Only these. */
  within: imageIndices.optional(),
  /** Only paths that contain this text. */
  pathContains: z.string().max(200).optional(),
});
export type ImageFilter = z.infer<typeof imageFilter>;

export const imageColumns = z.object({
  revision: z.number().int(),
  /** One entry per image index, gaps of missing images included. */
  length: z.number().int(),
  /** int16: class index of the label, -1 where there is none, -2 where there is no image. */
  labels: packed,
  /** int16: class index of the pseudo-label, -1 where there is none. A labelled image has the model's own opinion. */
  pseudo: packed,
  /** uint8: confidence of the pseudo-label, 0 to 255. */
  confidence: packed,
});
export type ImageColumns = z.infer<typeof imageColumns>;

export const imageDetails = z.object({
  index: imageIndex,
  path: z.string(),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  /** SHA-256 of the file; part of the URL of its pictures. */
  contentHash: z.string(),
  note: z.string().optional(),
  duplicateOf: imageIndex.optional(),
  /** The label history of the image, oldest first. */
  history: z.array(
    z.object({ className: z.string().nullable(), source: z.string(), origin: z.string(), time: z.string() }),
  ),
});
export type ImageDetails = z.infer<typeof imageDetails>;

export const explanation = z.object({
  pseudo: z.object({ classIndex: z.number().int(), confidence: z.number() }).optional(),
  /** Probability of each class in use, most probable first. */
  probabilities: z.array(z.object({ classIndex: z.number().int(), probability: z.number() })),
  /** Labelled images that weigh most, with their share of the weight, most first. */
  because: z.array(z.object({ index: imageIndex, classIndex: z.number().int(), weight: z.number() })),
});
export type Explanation = z.infer<typeof explanation>;

/** Pictures themselves travel by URL: `images/INDEX/thumbnail?v=HASH` and `images/INDEX/full?v=HASH`. */
export const imagesContract = {
  columns: oc.output(imageColumns),
  /** int32: image indices in order, after the filter. */
  view: oc
    .input(z.object({ sort: imageSort, filter: imageFilter, like: imageIndex.optional() }))
    .output(z.object({ revision: z.number().int(), order: packed })),
  /** Content hashes (first 12 digits) of a range of the columns, for the URLs of pictures. */
  hashes: oc
    .input(z.object({ start: imageIndex, end: imageIndex }))
    .output(z.object({ start: imageIndex, hashes: z.array(z.string()) })),
  details: oc.input(z.object({ indices: imageIndices.max(500) })).output(z.array(imageDetails)),
  explain: oc
    .input(z.object({ index: imageIndex, count: z.number().int().min(1).max(50).default(8) }))
    .output(explanation),
};
