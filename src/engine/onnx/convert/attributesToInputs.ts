import { int64Tensor } from '../../graph/tensor.ts';
import type { Conversion } from './conversion.ts';

/** Opset 18 moved the axes of reductions from an attribute to an input (ReduceSum's moved at 13). */
const reductionAxes: Conversion = {
  opTypes: [
    'ReduceL1',
    'ReduceL2',
    'ReduceLogSum',
    'ReduceLogSumExp',
    'ReduceMax',
    'ReduceMean',
    'ReduceMin',
    'ReduceProd',
    'ReduceSumSquare',
  ],
  before: 18,
  convert(node, context) {
    const { axes, ...attributes } = node.attributes;
    if (axes?.kind !== 'ints') return [node];
    return [{ ...node, inputs: [node.inputs[0]!, context.addConstant('axes', int64Tensor(axes.value))], attributes }];
  },
};

/** Opset 18 asks a Split into equal parts for their number. */
const splitCount: Conversion = {
  opTypes: ['Split'],
  before: 18,
  convert(node) {
    if (node.inputs[1]) return [node];
    return [{ ...node, attributes: { ...node.attributes, num_outputs: { kind: 'int', value: node.outputs.length } } }];
  },
};

/** Opset 20 made the axis of a Fourier transform an input, and changed its default. */
const fourierAxis: Conversion = {
  opTypes: ['DFT'],
  before: 20,
  convert(node, context) {
    const { axis, ...attributes } = node.attributes;
    const value = axis?.kind === 'int' ? axis.value : 1;
    const [x, length = ''] = node.inputs as [string, string?];
    return [{ ...node, inputs: [x, length, context.addConstant('axis', int64Tensor([value], []))], attributes }];
  },
};

export const attributesToInputs: readonly Conversion[] = [reductionAxes, splitCount, fourierAxis];
