import type { Operator } from '../operator.ts';
import { blockSize, gatherBlocks } from './blocks.ts';
import { divideDims, multiplyDims } from './dimProduct.ts';

/** [N, C b b, H, W] -> [N, C, H b, W b], blocks of channels becoming blocks of pixels; dL/dx = dy moved back. */
export const DepthToSpace: Operator = {
  opType: 'DepthToSpace',
  infer: (context) => {
    const { type, shape } = context.input(0);
    const block = blockSize(context);
    const [batch, depth, height, width] = shape;
    const channels = divideDims([depth!], [block, block]) ?? context.fail(`${depth} channels, blocks of ${block}`);
    return [{ type, shape: [batch!, channels, multiplyDims([height!, block]), multiplyDims([width!, block])] }];
  },
  gradient: (context) => [gatherBlocks(context.dy, blockSize(context), context.attributes.string('mode', 'DCR'))],
  samples: [
    { name: 'DCR', inputs: [{ shape: [2, 8, 2, 3] }], attributes: { blocksize: 2 } },
    { name: 'CRD', inputs: [{ shape: [2, 8, 2, 3] }], attributes: { blocksize: 2, mode: 'CRD' } },
  ],
};
