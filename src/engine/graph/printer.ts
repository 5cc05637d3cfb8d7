import type { Attribute, Graph, Node, Shape, ValueInfo } from './graph.ts';
import type { Tensor } from './tensor.ts';

/** Longer lists are cut, and say how long they are. */
const SHOWN_ELEMENTS = 8;

/**
 * A graph as text for people: one line per input, constant, node and output, with types, shapes and attributes;
 * inner graphs are indented. Not a format to read back.
 */
export function printGraph(graph: Graph): string {
  return printLines(graph).join('\n');
}

function printLines(graph: Graph): string[] {
  return [
    `graph ${graph.name || '(unnamed)'}`,
    ...graph.inputs.map((input) => `  input ${printInfo(input)}`),
    ...Array.from(graph.initializers, ([name, tensor]) => `  const ${name}: ${printTensor(tensor)}`),
    ...graph.nodes.flatMap((node) => printNode(node).map((line) => `  ${line}`)),
    ...graph.outputs.map((output) => `  output ${printInfo(output)}`),
    ...Object.entries(graph.metadata).map(([key, value]) => `  meta ${key} = ${shorten(JSON.stringify(value))}`),
  ];
}

function printNode({ opType, domain, name, inputs, outputs, attributes }: Node): string[] {
  const operator = domain === '' ? opType : `${domain}.${opType}`;
  const plain: string[] = [];
  const inner: string[] = [];
  for (const [key, attribute] of Object.entries(attributes)) {
    if (attribute.kind === 'graph')
      inner.push(`  ${key}:`, ...printLines(attribute.value).map((line) => `    ${line}`));
    else plain.push(`${key}=${printAttribute(attribute)}`);
  }
  const settings = plain.length > 0 ? ` {${plain.join(', ')}}` : '';
  return [
    `${outputs.map(orBlank).join(', ')} = ${operator}(${inputs.map(orBlank).join(', ')})${settings}  # ${name}`,
    ...inner,
  ];
}

function printAttribute(attribute: Exclude<Attribute, { kind: 'graph' }>): string {
  switch (attribute.kind) {
    case 'tensor':
      return printTensor(attribute.value);
    case 'float':
      return printFloat(attribute.value);
    case 'floats':
      return printList(attribute.value, printFloat);
    case 'ints':
      return printList(attribute.value, String);
    case 'strings':
      return printList(attribute.value, (text) => JSON.stringify(text));
    case 'string':
      return JSON.stringify(attribute.value);
    case 'int':
      return String(attribute.value);
  }
}

function printInfo({ name, type, shape }: ValueInfo): string {
  return `${name}: ${type}${shape ? printShape(shape) : ' of unknown shape'}`;
}

function printTensor({ type, shape, data }: Tensor): string {
  const print = type === 'string' ? (text: unknown) => JSON.stringify(text) : String;
  return `${type}${printShape(shape)} ${printList(data as ArrayLike<unknown>, print)}`;
}

function printShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

function printList<T>(list: ArrayLike<T>, print: (element: T) => string): string {
  const shown = Array.from({ length: Math.min(list.length, SHOWN_ELEMENTS) }, (_, index) => print(list[index]!));
  return `[${shown.join(', ')}${list.length > SHOWN_ELEMENTS ? `, ... ${list.length} in all` : ''}]`;
}

/** A whole float keeps its point, since ONNX tells floats from integers. */
function printFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function orBlank(name: string): string {
  return name || '_';
}
