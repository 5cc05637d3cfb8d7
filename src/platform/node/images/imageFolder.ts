import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Metadata } from 'sharp';

import { ImageUnreadableError } from '../../../shared/errors.ts';
import type { ImageFile, ImageFolder } from '../../../services/ports/images.ts';
import { damageReason } from './damage.ts';
import { decode, LARGE_PIXEL_COUNT, openImage, type ImageSource } from './decode.ts';
import { fileKind, KIND_BYTES } from './fileKind.ts';
import { glimpse } from './glimpse.ts';
import { listFiles } from './listFiles.ts';
import { systemReason } from './systemReason.ts';

/** Files above this size are hashed and decoded piece by piece. */
export const HELD_BYTES = 256_000_000;

export interface ImageFolderOptions {
  /** Files above this size are hashed and decoded piece by piece instead of being held. Default 256 MB. */
  readonly heldBytes?: number;
  /** Images above this many pixels are reduced to 4096 px. Default 64 megapixels. */
  readonly largePixelCount?: number;
}

/** A file as it was read. */
export interface Contents {
  readonly hash: string;
  readonly head: Uint8Array;
  /** Undefined when there are too many to hold. */
  readonly bytes: Uint8Array | undefined;
}

/** A folder of images on this machine. Files are only ever read. */
export function openImageFolder(folder: string, options: ImageFolderOptions = {}): ImageFolder {
  const root = resolve(folder);
  const { heldBytes = HELD_BYTES, largePixelCount = LARGE_PIXEL_COUNT } = options;
  return {
    root,
    list: () => listFiles(root),
    read: async (path): Promise<ImageFile> => {
      const file = join(root, path);
      const contents = await readContents(file, heldBytes).catch((error: unknown) => {
        throw new ImageUnreadableError(path, systemReason(error, path), { cause: error });
      });
      return imageFile({ path, file, contents }, largePixelCount);
    },
  };
}

/** Reads and hashes a file; one of more than `heldBytes` bytes is hashed piece by piece. */
export async function readContents(file: string, heldBytes: number): Promise<Contents> {
  const handle = await open(file);
  try {
    if ((await handle.stat()).size > heldBytes) return await hashPiecewise(handle);
    const bytes = await handle.readFile();
    return { hash: createHash('sha256').update(bytes).digest('hex'), head: bytes.subarray(0, KIND_BYTES), bytes };
  } finally {
    await handle.close();
  }
}

async function hashPiecewise(handle: FileHandle): Promise<Contents> {
  const hash = createHash('sha256');
  let head: Uint8Array | undefined;
  for await (const piece of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
    head ??= Uint8Array.from((piece as Buffer).subarray(0, KIND_BYTES));
    hash.update(piece as Buffer);
  }
  return { hash: hash.digest('hex'), head: head ?? new Uint8Array(0), bytes: undefined };
}

interface ReadFile {
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly contents: Contents;
}

function imageFile({ path, file, contents }: ReadFile, largePixelCount: number): ImageFile {
  const { hash, head, bytes } = contents;
  const input = bytes ?? file;
  const kind = fileKind(head);
  let metadata: Promise<Metadata> | undefined;
  /** Whatever is wrong with the file becomes IMAGE_UNREADABLE. */
  async function look<T>(at: (source: ImageSource, metadata: Metadata) => Promise<T>): Promise<T> {
    if ('reason' in kind) throw new ImageUnreadableError(path, kind.reason);
    try {
      metadata ??= openImage(input).metadata();
      return await at({ input, format: kind.format }, await metadata);
    } catch (error) {
      throw new ImageUnreadableError(path, damageReason(kind.format, bytes, error), { cause: error });
    }
  }
  return {
    path,
    contentHash: hash,
    decode: () => look((source, known) => decode(source, known, largePixelCount)),
    glimpse: (sizePx) => look((source, known) => glimpse(source, known, sizePx)),
  };
}
