import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Picture, Pictures } from '../../../services/ports/pictures.ts';
import type { ImageRecord } from '../../../shared/domain/records.ts';
import { HandfulError, ImageUnreadableError } from '../../../shared/errors.ts';
import { damageReason } from './damage.ts';
import type { ImageSource } from './decode.ts';
import { fileKind } from './fileKind.ts';
import { HELD_BYTES, readContents } from './imageFolder.ts';
import { NewestFirst } from './newestFirst.ts';
import { renderPicture, shownAsItIs } from './renderPicture.ts';
import { systemReason } from './systemReason.ts';

const THUMBNAIL_SIDE_PX = 256;
const FULL_SIDE_PX = 4096;
const THUMBNAIL_QUALITY = 82;
const FULL_QUALITY = 95;

const rendering = new NewestFirst(Math.max(2, availableParallelism()));
let partialCount = 0;

/** Pictures of a project at `projectPath`, of which the images are in the folder that `imagesFolder` says. */
export function createPictures(projectPath: string, imagesFolder: () => string): Pictures {
  const cache = path.join(projectPath, 'cache', 'thumbnails');
  const underWay = new Map<string, Promise<Picture>>();
  const read = (image: ImageRecord): Promise<ImageSource> => readSource(path.join(imagesFolder(), image.path), image);

  async function makeThumbnail(image: ImageRecord, file: string): Promise<Picture> {
    const picture = await rendering.run(async () => {
      const source = await read(image);
      return readable(image, source, () => renderPicture(source, THUMBNAIL_SIDE_PX, THUMBNAIL_QUALITY));
    });
    // A full disk is no reason to show nothing.
    await keep(file, picture.bytes).catch(() => undefined);
    return picture;
  }

  return {
    async thumbnail(image) {
      const file = path.join(cache, image.contentHash.slice(0, 2), `${image.contentHash}.webp`);
      const kept = await readFile(file).catch(() => undefined);
      if (kept && isWholeWebp(kept)) return { bytes: kept, mimeType: 'image/webp' };
      let making = underWay.get(image.contentHash);
      if (!making) {
        making = makeThumbnail(image, file).finally(() => underWay.delete(image.contentHash));
        underWay.set(image.contentHash, making);
      }
      return making;
    },
    full: (image) =>
      rendering.run(async () => {
        const source = await read(image);
        return readable(image, source, async () => {
          const mimeType = await shownAsItIs(source, FULL_SIDE_PX);
          const isHeld = typeof source.input !== 'string';
          if (mimeType !== undefined && isHeld) return { bytes: source.input, mimeType };
          return renderPicture(source, FULL_SIDE_PX, FULL_QUALITY);
        });
      }),
  };
}

/** Throws IMAGE_UNREADABLE when the file cannot be read, or is not the one that was imported. */
async function readSource(file: string, image: ImageRecord): Promise<ImageSource> {
  const { hash, head, bytes } = await readContents(file, HELD_BYTES).catch((error: unknown) => {
    throw new ImageUnreadableError(image.path, systemReason(error, image.path), { cause: error });
  });
  if (hash !== image.contentHash) {
    throw new HandfulError(
      'IMAGE_UNREADABLE',
      `${image.path} is another picture than the one that was imported.`,
      'Import the folder again: the new picture then gets a place of its own.',
    );
  }
  const kind = fileKind(head);
  if ('reason' in kind) throw new ImageUnreadableError(image.path, kind.reason);
  return { input: bytes ?? file, format: kind.format };
}

async function readable<T>(image: ImageRecord, source: ImageSource, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const bytes = typeof source.input === 'string' ? undefined : source.input;
    throw new ImageUnreadableError(image.path, damageReason(source.format, bytes, error), { cause: error });
  }
}

/** Not forced to disk: a thumbnail that a power cut tore is noticed, and made again. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}-${partialCount++}.partial`;
  await writeFile(partial, bytes);
  await rename(partial, file);
}

function isWholeWebp(bytes: Buffer): boolean {
  return bytes.length > 12 && bytes.toString('latin1', 8, 12) === 'WEBP' && bytes.readUInt32LE(4) + 8 === bytes.length;
}
