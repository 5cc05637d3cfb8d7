import type { Node } from '../../graph/graph.ts';
import { attributesToInputs } from './attributesToInputs.ts';
import type { Conversion, ConversionContext } from './conversion.ts';
import { expansions } from './expansions.ts';
import { groupNormalization } from './groupNormalization.ts';
import { renamedSettings } from './renamedSettings.ts';
import { tooNew } from './tooNew.ts';

const conversions: readonly Conversion[] = [
  ...attributesToInputs,
  ...renamedSettings,
  ...groupNormalization,
  ...expansions,
  tooNew,
];

/**
 * A node of an older or newer opset in the canonical one: often itself, sometimes several nodes. Operators whose
 * newer versions only take more element types stay as they are.
 */
export function convertNode(node: Node, opset: number, context: ConversionContext): readonly Node[] {
  if (node.domain !== '') return [node];
  const conversion = conversions.find(
    ({ opTypes, since = 0, before = Infinity }) => opTypes.includes(node.opType) && opset >= since && opset < before,
  );
  return conversion ? conversion.convert(node, context) : [node];
}
