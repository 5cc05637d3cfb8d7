import { randomGenerator } from '../random/randomGenerator.ts';
import type { AugmentationPolicy, ViewKind } from './policy.ts';
import { randomPlacement, wholeImage } from './randomPlacement.ts';
import { resample, type SourceImage } from './resample.ts';
import type { View } from './view.ts';

/** Rows of pixels of equal size. */
export interface PixelRows {
  /** [R, S, S, 3], 8-bit RGB. */
  readonly pixels: Uint8Array;
  readonly sizePx: number;
}

/** A view to make. */
export interface ViewAddress {
  /** Row of the pixels. */
  readonly row: number;
  readonly kind: ViewKind;
  /** Identify the view among all views of a step: with `keys`, they alone decide what it looks like. */
  readonly imageIndex: number;
  readonly viewIndex: number;
}

/** Where views go: [N, 3, size, size] in [0, 1], from `offset` on. */
export interface ViewTarget {
  readonly data: Float32Array;
  readonly offset: number;
  readonly sizePx: number;
}

const KIND_KEYS: Readonly<Record<ViewKind, number>> = { support: 0, global: 1, local: 2 };

/**
 * Makes augmented views, one after another. `keys` (seed, stage, step ...) with the address of a view always give the
 * same view, whatever else is in the batch, so that a run can be replayed.
 */
export function augmentBatch(
  policy: AugmentationPolicy,
  rows: PixelRows,
  views: readonly ViewAddress[],
  keys: readonly number[],
  target: ViewTarget,
): void {
  views.forEach(({ row, kind, imageIndex, viewIndex }, index) => {
    const random = randomGenerator(...keys, KIND_KEYS[kind], imageIndex, viewIndex);
    const recipe = policy[kind];
    const view = viewAt(target, index);
    resample(sourceAt(rows, row), randomPlacement(recipe.placement, rows.sizePx, random), view);
    for (const augment of recipe.augmentations) augment(view, random);
  });
}

/** Makes plain views of the given rows, for evaluation: the whole image, resized, nothing else. */
export function plainViews(rows: PixelRows, rowIndices: readonly number[], target: ViewTarget): void {
  const placement = wholeImage(rows.sizePx);
  rowIndices.forEach((row, index) => resample(sourceAt(rows, row), placement, viewAt(target, index)));
}

function sourceAt({ pixels, sizePx }: PixelRows, row: number): SourceImage {
  return { pixels, offset: row * 3 * sizePx * sizePx, sizePx };
}

function viewAt({ data, offset, sizePx }: ViewTarget, index: number): View {
  return { data, offset: offset + index * 3 * sizePx * sizePx, sizePx };
}
