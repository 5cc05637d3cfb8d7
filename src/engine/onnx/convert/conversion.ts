import type { AttributeMap, Node } from '../../graph/graph.ts';
import type { Tensor } from '../../graph/tensor.ts';

/** What a conversion may add beside nodes. */
export interface ConversionContext {
  /** A name for a value between two nodes. */
  freshName(stem: string): string;
  /** Adds a constant and returns its name. */
  addConstant(stem: string, tensor: Tensor): string;
}

/** How an operator of the file's opset is said in the canonical one. */
export interface Conversion {
  readonly opTypes: readonly string[];
  /** The opsets it applies to: from `since` (included) to `before` (excluded). */
  readonly since?: number;
  readonly before?: number;
  readonly convert: (node: Node, context: ConversionContext) => readonly Node[];
}

/** Adds a node of the standard domain and returns the name of its output. */
export type AddOp = (opType: string, inputs: readonly string[], attributes?: AttributeMap) => string;

/** Several nodes in the place of one: the output of the last that `write` adds takes the place of the node's own. */
export function expand(node: Node, context: ConversionContext, write: (op: AddOp) => string): Node[] {
  const nodes: Node[] = [];
  write((opType, inputs, attributes = {}) => {
    const name = `${node.name}/${opType}`;
    const output = context.freshName(name);
    nodes.push({ opType, domain: '', name, inputs, outputs: [output], attributes });
    return output;
  });
  const last = nodes.pop()!;
  return [...nodes, { ...last, outputs: node.outputs }];
}

/** A floating-point attribute of a node, or its default. */
export function floatOf({ attributes }: Node, name: string, fallback: number): number {
  const attribute = attributes[name];
  return attribute?.kind === 'float' ? attribute.value : fallback;
}
