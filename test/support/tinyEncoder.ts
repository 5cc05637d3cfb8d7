import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GraphBuilder } from '../../src/engine/graph/builder.ts';
import { encodeModel } from '../../src/engine/onnx/write.ts';
import { Weights } from '../../src/learning/layers/weights.ts';

/**
 * Writes an encoder that knows no more than colours into a folder and returns its path. It takes no time, and nor does
 * the warm-up: as a file it passes for one that has seen images.
 */
export async function writeTinyEncoder(folder: string): Promise<string> {
  const builder = new GraphBuilder();
  const images = builder.input('images', 'float32', ['N', 3, 'H', 'W']);
  const kernel = new Weights(builder, 0).random('conv.weight', [6, 3, 1, 1], 1);
  const maps = builder.op('Relu', [builder.op('Conv', [images, kernel], { kernel_shape: [1, 1] })]);
  builder.output('representations', builder.op('Flatten', [builder.op('GlobalAveragePool', [maps])]));
  const file = path.join(folder, 'tiny.onnx');
  await writeFile(file, encodeModel(builder.build('tiny')));
  return file;
}
