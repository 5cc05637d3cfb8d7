import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { decodeTensor } from '../../../../src/engine/onnx/decodeTensor.ts';
import {
  TensorProto_DataLocation as DataLocation,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
} from '../../../../src/engine/onnx/schema/onnx_pb.js';
import { text, type TensorInit } from './modelBytes.ts';

const decode = (init: TensorInit, readExternal?: Parameters<typeof decodeTensor>[1]) =>
  decodeTensor(create(TensorProtoSchema, { name: 't', ...init } as TensorInit), readExternal);
const raw = (data: ArrayBufferView<ArrayBuffer>) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

const external = (entries: Record<string, string>): TensorInit => ({
  dataType: DataType.FLOAT,
  dims: [2n],
  dataLocation: DataLocation.EXTERNAL,
  externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
});
const neverAsked = (): Uint8Array => {
  throw new Error('asked');
};

describe('decodeTensor', () => {
  it.each<[string, TensorInit, ArrayLike<unknown>]>([
    ['float32', { dataType: DataType.FLOAT, floatData: [0.5, -1] }, Float32Array.of(0.5, -1)],
    ['float64', { dataType: DataType.DOUBLE, doubleData: [1e-300, 1] }, Float64Array.of(1e-300, 1)],
    ['float16', { dataType: DataType.FLOAT16, int32Data: [0x3c00, 0xc000] }, Uint16Array.of(0x3c00, 0xc000)],
    ['bfloat16', { dataType: DataType.BFLOAT16, int32Data: [0x3f80, 0] }, Uint16Array.of(0x3f80, 0)],
    ['int8', { dataType: DataType.INT8, int32Data: [-7, 7] }, Int8Array.of(-7, 7)],
    ['uint8', { dataType: DataType.UINT8, int32Data: [0, 255] }, Uint8Array.of(0, 255)],
    ['int16', { dataType: DataType.INT16, int32Data: [-300, 1] }, Int16Array.of(-300, 1)],
    ['uint16', { dataType: DataType.UINT16, int32Data: [60000, 1] }, Uint16Array.of(60000, 1)],
    ['int32', { dataType: DataType.INT32, int32Data: [-70000, 1] }, Int32Array.of(-70000, 1)],
    ['uint32', { dataType: DataType.UINT32, uint64Data: [4000000000n, 1n] }, Uint32Array.of(4e9, 1)],
    ['int64', { dataType: DataType.INT64, int64Data: [-(2n ** 60n), 1n] }, BigInt64Array.of(-(2n ** 60n), 1n)],
    ['uint64', { dataType: DataType.UINT64, uint64Data: [2n ** 63n, 1n] }, BigUint64Array.of(2n ** 63n, 1n)],
    ['bool', { dataType: DataType.BOOL, int32Data: [1, 0] }, Uint8Array.of(1, 0)],
    ['string', { dataType: DataType.STRING, stringData: [text('ü'), text('')] }, ['ü', '']],
  ])('reads %s from its typed field', (type, fields, data) => {
    expect(decode({ ...fields, dims: [2n] } as TensorInit)).toEqual({ type, shape: [2], data });
  });

  it('reads raw bytes, also where they are not aligned', () => {
    const floats = Float32Array.of(0.5, -1, 3);
    const shifted = new Uint8Array(13);
    shifted.set(raw(floats), 1);
    const expected = { type: 'float32', shape: [3], data: floats };
    expect(decode({ dataType: DataType.FLOAT, dims: [3n], rawData: raw(floats) })).toEqual(expected);
    expect(decode({ dataType: DataType.FLOAT, dims: [3n], rawData: shifted.subarray(1) })).toEqual(expected);
  });

  it('shares aligned raw bytes instead of copying them', () => {
    const floats = Float32Array.of(1, 2);
    const { data } = decode({ dataType: DataType.FLOAT, dims: [2n], rawData: raw(floats) });
    expect((data as Float32Array).buffer).toBe(floats.buffer);
  });

  it('reads a tensor without elements', () => {
    const empty = { type: 'float32', shape: [0, 3], data: new Float32Array() };
    expect(decode({ dataType: DataType.FLOAT, dims: [0n, 3n] })).toEqual(empty);
  });

  it.each<[string, TensorInit, RegExp]>([
    ['too few raw bytes', { dataType: 1, dims: [3n], rawData: new Uint8Array(8) }, /8 bytes.*12/],
    ['too many values', { dataType: 1, dims: [1n], floatData: [1, 2] }, /2 values.*1/],
    ['a shape far beyond its data', { dataType: 1, dims: [2n ** 50n], floatData: [1] }, /1 values/],
    [
      'dimensions whose product overflows',
      { dataType: 1, dims: [2n ** 40n, 2n ** 40n], rawData: new Uint8Array(4) },
      /bytes/,
    ],
    ['a negative dimension', { dataType: 1, dims: [-1n], floatData: [1] }, /dimension is -1/],
    ['too few texts', { dataType: 8, dims: [2n], stringData: [text('a')] }, /1 values.*2/],
    ['an element type the engine lacks', { dataType: DataType.FLOAT8E4M3FN, dims: [] }, /FLOAT8E4M3FN/],
    ['an element type nobody knows', { dataType: 999, dims: [] }, /999/],
  ])('refuses %s, naming the tensor', (_, init, message) => {
    expect(() => decode(init)).toThrow(message);
    expect(() => decode(init)).toThrow(/^tensor 't'/);
  });
});

describe('decodeTensor of external data', () => {
  const answer = raw(Float32Array.of(1, 2));

  it('asks for the bytes by place, offset and length', () => {
    const asked: unknown[] = [];
    const read = (...request: unknown[]) => {
      asked.push(request);
      return answer;
    };
    expect(decode(external({ location: 'weights/a.bin', offset: '64', length: '8' }), read).data).toEqual(
      Float32Array.of(1, 2),
    );
    expect(asked).toEqual([['weights/a.bin', 64, 8]]);
  });

  it.each([
    '/etc/passwd',
    '../secret',
    'a/../../secret',
    'a\\..\\..\\secret',
    '\\\\host\\share',
    'C:\\secret',
    'C:secret',
    '',
    '..',
  ])('never asks for %j', (location) => {
    expect(() => decode(external({ location }), neverAsked)).toThrow(
      expect.objectContaining({ code: 'EXTERNAL_DATA', message: expect.stringContaining('outside') }),
    );
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no location', {}, /does not say where/],
    ['an offset that is no number', { location: 'a', offset: 'x' }, /offset 'x'/],
    ['a negative offset', { location: 'a', offset: '-4' }, /offset '-4'/],
    ['a length that is not the shape', { location: 'a', length: '4' }, /4 bytes.*asks for 8/],
    ['a file that is too short', { location: 'short' }, /ends before/],
  ])('refuses %s', (_, entries, message) => {
    expect(() => decode(external(entries), () => answer.subarray(0, 4))).toThrow(message);
  });

  it('refuses when only the model file was given', () => {
    expect(() => decode(external({ location: 'a.bin' }))).toThrow(/only the model file/);
  });
});
