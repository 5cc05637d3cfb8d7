import type { Attribute } from '../../graph/graph.ts';
import type { Conversion } from './conversion.ts';

/** Before opset 14 BatchNormalization had outputs for training only, which nothing reads at inference. */
const batchNormalization: Conversion = {
  opTypes: ['BatchNormalization'],
  before: 14,
  convert: (node) => [{ ...node, outputs: node.outputs.slice(0, 1) }],
};

/** Opset 16 gave RoiAlign a better default; older files mean the former one. */
const roiAlign: Conversion = {
  opTypes: ['RoiAlign'],
  before: 16,
  convert(node) {
    const former: Attribute = { kind: 'string', value: 'output_half_pixel' };
    return [{ ...node, attributes: { ...node.attributes, coordinate_transformation_mode: former } }];
  },
};

const GRID_SAMPLE_MODES: Readonly<Record<string, string>> = { bilinear: 'linear', bicubic: 'cubic' };

/** Opset 20 renamed GridSample's modes when it left two dimensions. */
const gridSample: Conversion = {
  opTypes: ['GridSample'],
  before: 20,
  convert(node) {
    const { mode } = node.attributes;
    if (mode?.kind !== 'string') return [node];
    const renamed: Attribute = { kind: 'string', value: GRID_SAMPLE_MODES[mode.value] ?? mode.value };
    return [{ ...node, attributes: { ...node.attributes, mode: renamed } }];
  },
};

/** A file is read to be used or to be trained on our terms: what it dropped when it was trained is kept. */
const dropout: Conversion = {
  opTypes: ['Dropout'],
  convert: (node) => [
    { ...node, opType: 'Identity', inputs: node.inputs.slice(0, 1), outputs: node.outputs.slice(0, 1), attributes: {} },
  ],
};

export const renamedSettings: readonly Conversion[] = [batchNormalization, roiAlign, gridSample, dropout];
