import { reshape, transpose } from '../../expressions.ts';
import type { GradientContext, ShapeContext } from '../operator.ts';
import type { Value } from '../../graph/value.ts';

/** `blocksize` of DepthToSpace and SpaceToDepth. */
export function blockSize(context: Pick<ShapeContext & GradientContext, 'attributes' | 'fail'>): number {
  const size = context.attributes.int('blocksize', 0);
  return size > 0 ? size : context.fail('blocksize is missing');
}

/** [N, C b b, H, W] -> [N, C, H b, W b]; the channels hold the block's row and column first (DCR) or last (CRD). */
export function spreadBlocks(x: Value, block: number, mode: string): Value {
  const [batch, depth, height, width] = x.staticShape as [number, number, number, number];
  const channels = depth / (block * block);
  const isColumnRow = mode === 'CRD';
  const apart = isColumnRow
    ? [batch, channels, block, block, height, width]
    : [batch, block, block, channels, height, width];
  const order = isColumnRow ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
  return reshape(transpose(reshape(x, apart), order), [batch, channels, height * block, width * block]);
}

/** [N, C, H b, W b] -> [N, C b b, H, W]: undoes `spreadBlocks`. */
export function gatherBlocks(x: Value, block: number, mode: string): Value {
  const [batch, channels, height, width] = x.staticShape as [number, number, number, number];
  const [rows, columns] = [height / block, width / block];
  const apart = [batch, channels, rows, block, columns, block];
  const order = mode === 'CRD' ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4];
  return reshape(transpose(reshape(x, apart), order), [batch, channels * block * block, rows, columns]);
}
