import { encodeModel } from '../../engine/onnx/write.ts';
import { preprocessingGraph } from '../../learning/inference/preprocessing.ts';
import type { DecodedImage, Preprocessing } from '../ports/images.ts';
import type { Runtime } from '../ports/runtime.ts';
import { takeData } from '../ports/takeData.ts';

/** Runs the preprocessing that stands in front of every exported classifier, to fill the training cache. */
export async function createPreprocessing(runtime: Runtime, sizePx: number): Promise<Preprocessing> {
  const session = await runtime.createSession(encodeModel(preprocessingGraph(sizePx)));
  const rowBytes = sizePx * sizePx * 3;
  return {
    sizePx,
    async preprocess(images) {
      const rows = new Uint8Array(images.length * rowBytes);
      let done = 0;
      for (const group of runsOfEqualSize(images)) {
        const { widthPx, heightPx } = group[0]!;
        const shape = [group.length, heightPx, widthPx, 3];
        const { pixels } = await session.run({ images: { type: 'uint8', shape, data: joined(group) } });
        rows.set((await takeData(pixels!)) as Uint8Array, done * rowBytes);
        done += group.length;
      }
      return rows;
    },
  };
}

/** Neighbours of equal size, which go through the graph together. */
function runsOfEqualSize(images: readonly DecodedImage[]): DecodedImage[][] {
  const groups: DecodedImage[][] = [];
  for (const image of images) {
    const [last] = groups.at(-1) ?? [];
    if (last && last.widthPx === image.widthPx && last.heightPx === image.heightPx) groups.at(-1)!.push(image);
    else groups.push([image]);
  }
  return groups;
}

function joined(images: readonly DecodedImage[]): Uint8Array {
  if (images.length === 1) return images[0]!.pixels;
  const imageBytes = images[0]!.pixels.length;
  const data = new Uint8Array(images.length * imageBytes);
  images.forEach(({ pixels }, index) => data.set(pixels, index * imageBytes));
  return data;
}
