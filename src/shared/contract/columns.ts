/** Typed arrays as base64 text, which is how columns of 100,000 images travel. All hosts are little-endian. */

/** In pieces, because a function takes only so many arguments. */
const PIECE = 0x80_00;

export function pack(values: Int8Array | Uint8Array | Int16Array | Int32Array | Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (let start = 0; start < bytes.length; start += PIECE) {
    // Spreading the bytes into arguments takes six times as long.
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, start + PIECE));
  }
  return btoa(text);
}

export const unpackInt16 = (text: string): Int16Array => new Int16Array(bytesOf(text));
export const unpackUint8 = (text: string): Uint8Array => new Uint8Array(bytesOf(text));
export const unpackInt32 = (text: string): Int32Array => new Int32Array(bytesOf(text));
export const unpackFloat32 = (text: string): Float32Array => new Float32Array(bytesOf(text));

function bytesOf(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes.buffer;
}
