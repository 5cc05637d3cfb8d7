/**
 * Where to go on after labelling: the next position without a label, from the top again after the last; where none is
 * left, the next position.
 * @param order int32 [N]: image indices.
 */
export function nextUnlabeled(order: Int32Array, position: number, isUnlabeled: (image: number) => boolean): number {
  for (let away = 1; away <= order.length; away++) {
    const candidate = (position + away) % order.length;
    if (isUnlabeled(order[candidate]!)) return candidate;
  }
  return Math.min(position + 1, Math.max(0, order.length - 1));
}
