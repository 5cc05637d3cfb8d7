/**
 * The first `count` images to be labelled like the first of an order by likeness: not those that have a label, nor
 * those that spread takes for another class.
 * @param order int32 [N]: image indices, the most like the image `like` first.
 * @param labels int16 [N] by image index @param pseudo int16 [N] by image index
 */
export function alikeImages(
  order: Int32Array,
  like: number,
  count: number,
  labels: Int16Array,
  pseudo: Int16Array,
): number[] {
  const classIndex = labels[like]! >= 0 ? labels[like]! : pseudo[like]!;
  const alike: number[] = [];
  for (const image of order) {
    if (alike.length >= count) break;
    const isSame = classIndex < 0 || pseudo[image]! < 0 || pseudo[image] === classIndex;
    if (image === like || (labels[image] === -1 && isSame)) alike.push(image);
  }
  return alike;
}
