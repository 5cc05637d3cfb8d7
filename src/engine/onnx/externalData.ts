import { EngineError } from '../errors.ts';
import type { TensorProto } from './schema/onnx_pb.js';

/** Reads bytes of a file beside the model. `location` is relative to the model's folder, with forward slashes. */
export type ReadExternal = (location: string, offset: number, length: number | undefined) => Uint8Array;

/**
 * The bytes of a tensor that is stored outside the model file. Throws EXTERNAL_DATA when there is no reader, the
 * location leaves the model's folder, or the file does not hold what the shape asks for.
 */
export function readExternalBytes(
  proto: TensorProto,
  byteCount: number,
  readExternal: ReadExternal | undefined,
  where: string,
): Uint8Array {
  const entries = new Map(proto.externalData.map(({ key, value }) => [key, value]));
  const fail = (message: string): never => {
    throw new EngineError('EXTERNAL_DATA', message, where);
  };
  const location = entries.get('location') ?? fail('is stored outside the file, which does not say where');
  if (!isInside(location)) fail(`its data is at '${location}', outside the model's folder`);
  const offset = readCount(entries.get('offset')) ?? fail(`the offset '${entries.get('offset')}' is not a number`);
  const stated = entries.has('length') ? readCount(entries.get('length')) : byteCount;
  if (stated !== byteCount)
    fail(`has ${entries.get('length')} bytes in '${location}', its shape asks for ${byteCount}`);
  if (!readExternal) fail(`its data is in '${location}', and only the model file itself was given`);
  const bytes = readExternal!(location, offset, byteCount);
  return bytes.length === byteCount ? bytes : fail(`'${location}' ends before its data`);
}

/** A relative path that never climbs: no root, no drive letter, no '..', whichever way the slashes lean. */
function isInside(location: string): boolean {
  const parts = location.split(/[\\/]/);
  return location !== '' && parts[0] !== '' && !location.includes(':') && !parts.includes('..');
}

function readCount(text = '0'): number | undefined {
  const count = Number(text);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
