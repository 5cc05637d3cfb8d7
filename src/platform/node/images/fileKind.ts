// oxlint-disable no-control-regex -- control bytes are what binary formats are told by

/** File formats that are decoded. */
export type ImageFormat = 'JPEG' | 'PNG' | 'WebP' | 'TIFF' | 'GIF' | 'AVIF';

/** What a file is by its first bytes: an image to decode, or a reason why it is none. The name plays no part. */
export type FileKind = { readonly format: ImageFormat } | { readonly reason: string };

/** First bytes (Latin-1) of the formats that are decoded, and of some that people keep beside images. */
const SIGNATURES: readonly (readonly [RegExp, FileKind])[] = [
  [/^\xff\xd8\xff/, { format: 'JPEG' }],
  [/^\x89PNG\r\n\x1a\n/, { format: 'PNG' }],
  [/^GIF8[79]a/, { format: 'GIF' }],
  [/^RIFF[^]{4}WEBP/, { format: 'WebP' }],
  [/^(II[*+]\0|MM\0[*+])/, { format: 'TIFF' }],
  [/^[^]{4}ftypavi[fs]/, { format: 'AVIF' }],
  [/^[^]{4}ftyp(hei[cfmsx]|hev[cx]|mif1|msf1)/, other('a HEIC photo')],
  [/^[^]{4}(ftyp|moov)/, other('a video')],
  [/^BM[^]{4}\0\0\0\0/, other('a BMP image')],
  [/^8BPS/, other('a Photoshop document')],
  [/^(\0\0\0\x0cjP {2}|\xff\x4f\xff\x51)/, other('a JPEG 2000 image')],
  [/^(\xff\x0a|\0\0\0\x0cJXL )/, other('a JPEG XL image')],
  [/^\0\0\x01\0/, other('an icon')],
  [/^%PDF/, other('a PDF document')],
  [/^(PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!)/, other('an archive')],
  [/^[^]{128}DICM/, other('a DICOM file')],
  [/^\s*(<\?xml[^]*)?<svg/, other('a drawing (SVG)')],
];

/** How many bytes from the start `fileKind` looks at. */
export const KIND_BYTES = 512;

/** Tells from the first `KIND_BYTES` bytes of a file (all of them, when it is shorter) what it is. */
export function fileKind(head: Uint8Array): FileKind {
  if (head.length === 0) return { reason: 'the file is empty' };
  const text = Buffer.from(head.subarray(0, KIND_BYTES)).toString('latin1');
  const known = SIGNATURES.find(([signature]) => signature.test(text));
  if (known !== undefined) return known[1];
  return { reason: isText(head) ? 'this is text, not an image' : 'this is not an image of a known kind' };
}

function other(what: string): FileKind {
  return { reason: `this is ${what}, which is not read` };
}

/** UTF-8 text without control characters; a character cut at the end of `head` is allowed for. */
function isText(head: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(head.subarray(0, KIND_BYTES), { stream: true });
  return !/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/.test(text);
}
