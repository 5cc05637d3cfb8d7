import type { ImageFormat } from './fileKind.ts';

/** Pixels that are in order and still not read; the message is the reason. */
export class UnreadablePixels extends Error {}

/** The reason, in plain words, why bytes of this format could not be decoded. `bytes` undefined: too many to hold. */
export function damageReason(format: ImageFormat, bytes: Uint8Array | undefined, error: unknown): string {
  if (error instanceof UnreadablePixels) return error.message;
  if (bytes !== undefined && endsEarly(format, bytes)) return 'the file ends early';
  return `the ${format} data are damaged (${firstLine(error)})`;
}

/** Whether the end that the format prescribes is missing. libvips words this differently for every format. */
function endsEarly(format: ImageFormat, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (format) {
    case 'JPEG':
      return !tail(bytes).includes('\xff\xd9');
    case 'PNG':
      return !tail(bytes).includes('IEND');
    case 'GIF':
      // The last block's terminator and the trailer; a lone ';' may stand anywhere in the data.
      return !/\0;\0*$/.test(tail(bytes));
    case 'WebP':
      return bytes.length < 12 || view.getUint32(4, true) + 8 > bytes.length;
    case 'TIFF':
      // The directory of the first page lies where the header says, usually behind the pixels.
      return bytes.length < 8 || view.getUint32(4, bytes[0] === 0x49) + 2 > bytes.length;
    case 'AVIF':
      return false;
  }
}

/** The last bytes as Latin-1; some writers pad behind the end mark. */
function tail(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(-64)).toString('latin1');
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split('\n')[0]!
    .replace(/^Input (buffer|file)( has corrupt header)?:? ?/, '')
    .trim();
}
