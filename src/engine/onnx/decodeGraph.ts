import { EngineError } from '../errors.ts';
import type { Attribute, Graph, Node } from '../graph/graph.ts';
import { toNumbers, type Tensor } from '../graph/tensor.ts';
import { constantTensor } from './constantNode.ts';
import { convertNode } from './convert/convertNode.ts';
import { decodeAttribute } from './decodeAttribute.ts';
import { decodeTensor } from './decodeTensor.ts';
import { decodeValueInfo } from './decodeValueInfo.ts';
import { inlineBody, type Body } from './inlineBody.ts';
import { canonicalDomain, type GraphParts, type ModelContext, type Scope } from './modelContext.ts';
import type { AttributeProto, FunctionProto, GraphProto, NodeProto } from './schema/onnx_pb.js';

/** A graph of the file in the canonical opset: constants as initializers, functions and decided branches inlined. */
export function decodeGraph(proto: GraphProto, context: ModelContext, scope: Scope): Graph {
  const parts: GraphParts = { nodes: [], initializers: new Map() };
  decodeBody(proto, context, scope, parts);
  const isInitializer = new Set(proto.initializer.map(({ name }) => name));
  return {
    name: proto.name,
    inputs: proto.input
      .filter(({ name }) => !isInitializer.has(name))
      .map((input) => decodeValueInfo(input, scope.rename)),
    outputs: proto.output.map((output) => decodeValueInfo(output, scope.rename)),
    ...parts,
    metadata: Object.fromEntries(proto.metadataProps.map(({ key, value }) => [key, value])),
  };
}

/** Decodes the initializers and nodes of a graph into `parts`. */
function decodeBody(proto: GraphProto, context: ModelContext, scope: Scope, parts: GraphParts): void {
  if (proto.sparseInitializer.length > 0) {
    throw new EngineError('MODEL_UNSUPPORTED', 'sparse initializers cannot be read', `graph '${proto.name}'`);
  }
  for (const initializer of proto.initializer) {
    addInitializer(parts, scope.rename(initializer.name), decodeTensor(initializer, context.readExternal));
  }
  for (const node of proto.node) decodeNode(node, context, scope, parts);
}

function decodeNode(proto: NodeProto, context: ModelContext, scope: Scope, parts: GraphParts): void {
  context.countNode();
  const domain = canonicalDomain(proto.domain);
  const attributes = resolveAttributes(proto.attribute, scope);
  const call = context.findFunction(domain, proto.opType, proto.overload);
  if (call) return inlineFunction(call, proto, attributes, context, scope, parts);
  const outputs = proto.output.map((name) => (name === '' ? '' : scope.rename(name)));
  const name = proto.name || `${proto.opType} -> ${outputs.find((output) => output !== '')}`;
  const where = `node '${name}'`;
  if (domain === '' && proto.opType === 'Constant') {
    return addInitializer(parts, outputs[0]!, constantTensor(attributes, context.readExternal, where));
  }
  const inputs = proto.input.map((input) => (input === '' ? '' : scope.rename(input)));
  if (domain === '' && proto.opType === 'If') {
    const branch = decidedBranch(parts.initializers.get(inputs[0]!), attributes);
    if (branch) return inlineBranch(branch, outputs, context, scope, parts);
  }
  const node: Node = {
    opType: proto.opType,
    domain,
    name,
    inputs,
    outputs,
    attributes: decodeAttributes(attributes, context, scope, where),
  };
  addNode(node, context, scope, parts);
}

function addNode(node: Node, context: ModelContext, scope: Scope, parts: GraphParts): void {
  const copied = node.opType === 'Identity' && node.domain === '' && parts.initializers.get(node.inputs[0]!);
  // Exporters store equal weights once and copy them by Identity; as parameters they are separate.
  if (copied) return addInitializer(parts, node.outputs[0]!, copied);
  const converted = convertNode(node, scope.opset, {
    freshName: (stem) => context.freshName(stem),
    addConstant(stem, tensor) {
      const name = context.freshName(stem);
      parts.initializers.set(name, tensor);
      return name;
    },
  });
  parts.nodes.push(...converted);
}

function decodeAttributes(
  protos: readonly AttributeProto[],
  context: ModelContext,
  scope: Scope,
  where: string,
): Record<string, Attribute> {
  const source = {
    readExternal: context.readExternal,
    decodeGraph: (graph: GraphProto) => decodeGraph(graph, context, context.innerScope(scope, {})),
  };
  return Object.fromEntries(protos.map((proto) => [proto.name, decodeAttribute(proto, source, where)]));
}

/** Attributes with those of the function's call in place of references to them; an absent one is left out. */
function resolveAttributes(protos: readonly AttributeProto[], { callAttributes }: Scope): AttributeProto[] {
  return protos.flatMap((proto) => {
    if (proto.refAttrName === '') return [proto];
    const given = callAttributes?.get(proto.refAttrName);
    return given ? [{ ...given, name: proto.name }] : [];
  });
}

function inlineFunction(
  body: FunctionProto,
  call: NodeProto,
  attributes: readonly AttributeProto[],
  context: ModelContext,
  scope: Scope,
  parts: GraphParts,
): void {
  const callAttributes = new Map([...body.attributeProto, ...attributes].map((proto) => [proto.name, proto]));
  const target: Body = {
    nodes: body.node,
    initializers: [],
    inputs: new Map(body.input.map((name, index) => [name, call.input[index] ? scope.rename(call.input[index]) : ''])),
    outputs: body.output,
    outerName: (name) => context.freshName(name),
  };
  const results = call.output.map((name) => (name === '' ? '' : scope.rename(name)));
  const rename = inlineBody(target, results, context, parts);
  const inner = context.innerScope(scope, { rename, callAttributes, opset: context.opsetOf(body) });
  for (const node of body.node) decodeNode(node, context, inner, parts);
}

function inlineBranch(
  branch: GraphProto,
  results: readonly string[],
  context: ModelContext,
  scope: Scope,
  parts: GraphParts,
): void {
  const target: Body = {
    nodes: branch.node,
    initializers: branch.initializer,
    inputs: new Map(),
    outputs: branch.output.map(({ name }) => name),
    outerName: scope.rename,
  };
  const rename = inlineBody(target, results, context, parts);
  decodeBody(branch, context, context.innerScope(scope, { rename }), parts);
}

function decidedBranch(condition: Tensor | undefined, attributes: readonly AttributeProto[]): GraphProto | undefined {
  if (condition?.type !== 'bool') return undefined;
  const name = toNumbers(condition)[0] ? 'then_branch' : 'else_branch';
  return attributes.find((proto) => proto.name === name)?.g;
}

function addInitializer(parts: GraphParts, name: string, tensor: Tensor): void {
  if (parts.initializers.has(name)) {
    throw new EngineError('MODEL_INVALID', 'the name is used twice', `tensor '${name}'`);
  }
  parts.initializers.set(name, tensor);
}
