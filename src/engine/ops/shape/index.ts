import type { Operator } from '../operator.ts';
import { Concat } from './Concat.ts';
import { ConstantOfShape } from './ConstantOfShape.ts';
import { DepthToSpace } from './DepthToSpace.ts';
import { Expand } from './Expand.ts';
import { Flatten } from './Flatten.ts';
import { Identity } from './Identity.ts';
import { Pad } from './Pad.ts';
import { Range } from './Range.ts';
import { Reshape } from './Reshape.ts';
import { Shape } from './Shape.ts';
import { Size } from './Size.ts';
import { Slice } from './Slice.ts';
import { SpaceToDepth } from './SpaceToDepth.ts';
import { Split } from './Split.ts';
import { Squeeze } from './Squeeze.ts';
import { Tile } from './Tile.ts';
import { Transpose } from './Transpose.ts';
import { Unsqueeze } from './Unsqueeze.ts';

export const shapeOperators: readonly Operator[] = [
  Concat,
  ConstantOfShape,
  DepthToSpace,
  Expand,
  Flatten,
  Identity,
  Pad,
  Range,
  Reshape,
  Shape,
  Size,
  Slice,
  SpaceToDepth,
  Split,
  Squeeze,
  Tile,
  Transpose,
  Unsqueeze,
];
