import { EngineError } from '../errors.ts';
import { toAttributeMap, type AttributeInit } from '../ops/attributes.ts';
import type { Operator } from '../ops/operator.ts';
import { findOperator } from '../ops/registry.ts';
import type { AttributeMap, Graph, Node, Shape, ValueInfo, ValueType } from './graph.ts';
import { nameOutputs } from './nameOutputs.ts';
import { NodeContext } from './nodeContext.ts';
import { pruneNodes } from './prune.ts';
import { float32Tensor, int64Tensor, type ElementType, type Tensor } from './tensor.ts';
import { Value } from './value.ts';

export type Operand = Value | undefined;

export interface NodeOptions {
  readonly domain?: string;
  readonly outputCount?: number;
  readonly name?: string;
}

/**
 * Builds a graph node by node. Every node's shape rule runs as it is added, and nodes whose inputs are all known
 * are folded into constants where the operator says how, so that a backbone's shape arithmetic disappears.
 */
export class GraphBuilder {
  readonly #inputs: Value[] = [];
  readonly #outputs: ValueInfo[] = [];
  readonly #initializers = new Map<string, Tensor>();
  readonly #nodes: Node[] = [];
  readonly #values = new Map<string, Value>();
  readonly #scalars = new Map<string, Value>();
  readonly #stopped = new Set<string>();
  readonly #constantOf = (value: Operand): Tensor | undefined => this.constantOf(value);
  #nameCount = 0;

  get nodes(): readonly Node[] {
    return this.#nodes;
  }

  /** Declares a graph input. Throws MODEL_INVALID when the name is taken. */
  input(name: string, type: ElementType, shape: Shape): Value {
    const value = this.#declare(name, type, shape);
    this.#inputs.push(value);
    return value;
  }

  /** Adds a constant; an unnamed one gets a fresh name. */
  constant(tensor: Tensor, name: string = this.freshName('constant')): Value {
    this.#initializers.set(name, tensor);
    return this.#declare(name, tensor.type, tensor.shape);
  }

  /** A float32 constant of shape []. The same number is stored once. */
  scalar(value: number): Value {
    return this.#shared(`float:${Object.is(value, -0) ? '-0' : value}`, () => float32Tensor([value], []));
  }

  /** An int64 constant of shape []. The same number is stored once. */
  int(value: number): Value {
    return this.#shared(`int:${value}`, () => int64Tensor([value], []));
  }

  /** An int64 constant of shape [n], for axes, shapes and pads. The same list is stored once. */
  ints(list: readonly number[]): Value {
    return this.#shared(`ints:${list.join()}`, () => int64Tensor(list));
  }

  /** Adds a node of one output. Throws UNKNOWN_OPERATOR, or SHAPE_MISMATCH naming the node. */
  op(
    opType: string,
    inputs: readonly Operand[],
    attributes: Readonly<Record<string, AttributeInit>> = {},
    options: NodeOptions = {},
  ): Value {
    return this.ops(opType, inputs, attributes, options)[0]!;
  }

  /** Adds a node of several outputs. */
  ops(
    opType: string,
    inputs: readonly Operand[],
    attributes: Readonly<Record<string, AttributeInit>> = {},
    options: NodeOptions = {},
  ): Value[] {
    const operator = this.#operator(opType, options.domain ?? '', options.name);
    return this.addNode(opType, inputs, toAttributeMap(attributes, operator.floatAttributes), options);
  }

  /** Adds a node whose attributes already have their ONNX kinds, as a reader has them. */
  addNode(opType: string, inputs: readonly Operand[], attributes: AttributeMap, options: NodeOptions = {}): Value[] {
    const domain = options.domain ?? '';
    const operator = this.#operator(opType, domain, options.name);
    const name = options.name ?? this.freshName(opType);
    const node = { name, opType, inputs, attributes, outputCount: options.outputCount ?? 1 };
    const context = new NodeContext(node, this.#constantOf);
    const folded = operator.fold?.(context);
    if (folded) return folded.map((tensor) => this.constant(tensor));
    const types = operator.infer(context).slice(0, context.outputCount);
    const outputs = types.map((type, index) => this.#declareOutput(name, index, type));
    this.#nodes.push({
      opType,
      domain,
      name,
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: outputs.map((output) => output.name),
      attributes,
    });
    return outputs;
  }

  /**
   * The first outputs of a node of this graph, `count` of them: those that it does not have so far are added to it.
   * Throws MODEL_INVALID for a node of another graph.
   */
  outputsUpTo(node: Node, count: number): Value[] {
    const place = this.#nodes.indexOf(node);
    if (place < 0) throw new EngineError('MODEL_INVALID', `the node '${node.name}' is not of this graph`);
    const inputs = node.inputs.map((name) => (name === '' ? undefined : this.value(name)));
    const context = new NodeContext({ ...node, inputs, outputCount: count }, this.#constantOf);
    const types = this.#operator(node.opType, node.domain).infer(context).slice(0, count);
    const outputs = types.map((type, index) => {
      const name = node.outputs[index];
      return name ? this.value(name) : this.#declareOutput(node.name, index, type);
    });
    this.#nodes[place] = { ...node, outputs: outputs.map(({ name }) => name) };
    return outputs;
  }

  /**
   * Adds a node as it stands, without its shape rule: for a user's backbone at inference, whose operators onnxruntime
   * knows better than we do. Only the outputs listed in `types` can be used by later expressions.
   */
  appendVerbatim(node: Node, types: Readonly<Record<string, ValueType>>): void {
    this.#nodes.push(node);
    for (const [name, { type, shape }] of Object.entries(types)) this.#declare(name, type, shape);
  }

  /** The same value, through which no gradient flows. */
  stopGradient(value: Value): Value {
    const stopped = this.op('Identity', [value]);
    this.#stopped.add(stopped.name);
    return stopped;
  }

  isStopped(name: string): boolean {
    return this.#stopped.has(name);
  }

  /** Makes a value an output of the graph, under a name of its own. */
  output(name: string, value: Value): void {
    const output = this.#declare(name, value.type, value.shape);
    this.#nodes.push({
      opType: 'Identity',
      domain: '',
      name: `output ${name}`,
      inputs: [value.name],
      outputs: [name],
      attributes: {},
    });
    this.#outputs.push(output);
  }

  /** The tensor behind a value that is known while building. */
  constantOf(value: Operand): Tensor | undefined {
    return value && this.#initializers.get(value.name);
  }

  /** The value of this name. Throws MODEL_INVALID when there is none. */
  value(name: string): Value {
    const value = this.#values.get(name);
    if (!value) throw new EngineError('MODEL_INVALID', `there is no value '${name}'`);
    return value;
  }

  /** A name that no value has yet. */
  freshName(stem: string): string {
    let name: string;
    do name = `${stem}#${this.#nameCount++}`;
    while (this.#values.has(name));
    return name;
  }

  /** The finished graph, without the nodes and constants that no output needs. */
  build(name: string, metadata: Readonly<Record<string, string>> = {}): Graph {
    const { nodes, initializers } = pruneNodes(this.#nodes, this.#initializers, this.#outputs);
    return {
      name,
      inputs: this.#inputs.map(toInfo),
      outputs: this.#outputs.map(toInfo),
      initializers,
      nodes: nameOutputs(nodes, this.#outputs),
      metadata,
    };
  }

  #operator(opType: string, domain: string, name?: string): Operator {
    const operator = findOperator(opType, domain);
    if (operator) return operator;
    const where = name === undefined ? undefined : `node '${name}'`;
    throw new EngineError('UNKNOWN_OPERATOR', `operator ${domain ? `${domain}.` : ''}${opType} is not known`, where);
  }

  #declareOutput(node: string, index: number, { type, shape }: ValueType): Value {
    return this.#declare(this.freshName(index === 0 ? node : `${node}.${index}`), type, shape);
  }

  #declare(name: string, type: ElementType, shape: Shape): Value {
    if (this.#values.has(name)) throw new EngineError('MODEL_INVALID', `the name '${name}' is used twice`);
    const value = new Value(this, name, type, shape);
    this.#values.set(name, value);
    return value;
  }

  #shared(key: string, make: () => Tensor): Value {
    const existing = this.#scalars.get(key);
    if (existing) return existing;
    const value = this.constant(make());
    this.#scalars.set(key, value);
    return value;
  }
}

function toInfo({ name, type, shape }: ValueInfo): ValueInfo {
  return { name, type, shape };
}
