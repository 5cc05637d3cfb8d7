/**
 * One sweep of successive over-relaxation over rows of 4, 8 or 12 float32 scores, as a WebAssembly function: V8 makes
 * no vector instructions from JavaScript, which takes several times as long. In the notation of C, where a row is one
 * vector and addresses are in bytes:
 *
 *   do {
 *     sum = *seeds
 *     for (end = *rowEnd; entry < end; entry += 4) sum += *(entry + toTransition) * *(scores + *entry)
 *     *own += factor * (sum - *own)
 *     seeds += rowBytes; own += rowBytes; rowEnd += 4
 *   } while (rowEnd < lastRowEnd)
 */
export interface RelaxationKernel {
  (
    rowEnd: number,
    lastRowEnd: number,
    entry: number,
    toTransition: number,
    seeds: number,
    scores: number,
    own: number,
    factor: number,
  ): void;
}

export interface KernelMemory {
  readonly buffer: ArrayBuffer;
}

/** What is used here of the WebAssembly interface, which every host has. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => KernelMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { readonly sweep: RelaxationKernel } };
};

const PAGE_BYTES = 65_536;

/** Scores of a row that one vector instruction works on. */
export const VECTOR_WIDTH = 4;

/** Memory of at least this many bytes, all zero, and the kernel that works in it on rows of 1 to 3 vectors. */
export function relaxationKernel(
  byteCount: number,
  vectorCount: number,
): { memory: KernelMemory; sweep: RelaxationKernel } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(byteCount / PAGE_BYTES) });
  const module = new WebAssembly.Module(Uint8Array.from(moduleBytes(vectorCount)));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  return { memory, sweep: exports.sweep };
}

/** Parameters in order, then the local variables: one sum for each vector of a row. */
const PARAMETERS = ['rowEnd', 'lastRowEnd', 'entry', 'toTransition', 'seeds', 'scores', 'own', 'factor'];
const LOCALS = PARAMETERS.concat('end', 'other', 'weight', 'sum0', 'sum1', 'sum2');
type Code = readonly number[];

const TYPE = { i32: 0x7f, f32: 0x7d, v128: 0x7b };
const get = (local: string): Code => [0x20, LOCALS.indexOf(local)];
const set = (local: string): Code => [0x21, LOCALS.indexOf(local)];
const loop: Code = [0x03, 0x40];
const ifTrue: Code = [0x04, 0x40];
const close: Code = [0x0b];
const repeat = (loopsUp: number): Code => [0x0c, loopsUp];
const repeatIfTrue: Code = [0x0d, 0];
const lessThan: Code = [0x49];
const addInteger: Code = [0x6a];
const loadInteger: Code = [0x28, 2, 0];
const load4 = (offset: number): Code => [0xfd, 0x00, 2, offset];
const loadToAll4: Code = [0xfd, 0x09, 2, 0];
const store4 = (offset: number): Code => [0xfd, 0x0b, 2, offset];
const toAll4: Code = [0xfd, 0x13];
const add4: Code = [0xfd, 0xe4, 0x01];
const subtract4: Code = [0xfd, 0xe5, 0x01];
const multiply4: Code = [0xfd, 0xe6, 0x01];
/** By less than 64, which is one byte in signed LEB128. */
const advance = (local: string, bytes: number): Code => [get(local), [0x41, bytes], addInteger, set(local)].flat();

function sweepCode(vectorCount: number): Code {
  const rowBytes = vectorCount * 16;
  const forVectors = (code: (sum: string, offset: number) => readonly Code[]): Code =>
    Array.from({ length: vectorCount }, (_, vector) => code(`sum${vector}`, vector * 16).flat()).flat();
  return [
    [loop],
    [forVectors((sum, offset) => [get('seeds'), load4(offset), set(sum)])],
    [get('rowEnd'), loadInteger, set('end')],
    [loop, get('entry'), get('end'), lessThan, ifTrue],
    [get('entry'), get('toTransition'), addInteger, loadToAll4, set('weight')],
    [get('scores'), get('entry'), loadInteger, addInteger, set('other')],
    [forVectors((sum, offset) => [get('other'), load4(offset), get('weight'), multiply4, get(sum), add4, set(sum)])],
    [advance('entry', 4), repeat(1), close, close],
    [get('factor'), toAll4, set('weight')],
    [
      forVectors((sum, offset) => [
        [get('own'), get('own'), load4(offset), get('weight')].flat(),
        [get(sum), get('own'), load4(offset), subtract4, multiply4, add4, store4(offset)].flat(),
      ]),
    ],
    [advance('seeds', rowBytes), advance('own', rowBytes), advance('rowEnd', 4)],
    [get('rowEnd'), get('lastRowEnd'), lessThan, repeatIfTrue, close],
  ].flat(2);
}

/** A module that imports `host.memory` and exports `sweep` (WebAssembly specification 2.0, section 5.5). */
function moduleBytes(vectorCount: number): Code {
  const { i32, f32, v128 } = TYPE;
  const body = [2, 2, i32, 4, v128, ...sweepCode(vectorCount), ...close];
  return [
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, 8, i32, i32, i32, i32, i32, i32, i32, f32, 0]),
    section(2, [1, ...text('host'), ...text('memory'), 2, 0, 0]),
    section(3, [1, 0]),
    section(7, [1, ...text('sweep'), 0, 0]),
    section(10, [1, ...unsigned(body.length), ...body]),
  ].flat();
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function text(name: string): Code {
  return [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))];
}

/** LEB128 */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
