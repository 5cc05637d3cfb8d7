import type { Suggestion } from '../../../../shared/contract/labels.ts';

/**
 * Suggestions as they are shown next: those shown that still hold keep their place, the new ones come behind, so that
 * nothing moves under the hand.
 */
export function mergeSuggestions(shown: readonly Suggestion[], fresh: readonly Suggestion[]): Suggestion[] {
  const wanted = new Map(fresh.map((one) => [one.index, one]));
  const kept = shown.flatMap(({ index }) => wanted.get(index) ?? []);
  const keptImages = new Set(kept.map(({ index }) => index));
  return [...kept, ...fresh.filter(({ index }) => !keptImages.has(index))];
}
