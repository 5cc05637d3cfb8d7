import type { Operator } from '../operator.ts';
import { blockSize, spreadBlocks } from './blocks.ts';
import { divideDims, multiplyDims } from './dimProduct.ts';

/** [N, C, H b, W b] -> [N, C b b, H, W], blocks of pixels becoming blocks of channels; dL/dx = dy moved back. */
export const SpaceToDepth: Operator = {
  opType: 'SpaceToDepth',
  infer: (context) => {
    const { type, shape } = context.input(0);
    const block = blockSize(context);
    const [batch, channels, height, width] = shape;
    const [rows, columns] = [height, width].map(
      (size) => divideDims([size!], [block]) ?? context.fail(`${size} pixels, blocks of ${block}`),
    );
    return [{ type, shape: [batch!, multiplyDims([channels!, block, block]), rows!, columns!] }];
  },
  gradient: (context) => [spreadBlocks(context.dy, blockSize(context), 'DCR')],
  samples: [{ name: 'blocks of 2', inputs: [{ shape: [2, 2, 4, 6] }], attributes: { blocksize: 2 } }],
};
