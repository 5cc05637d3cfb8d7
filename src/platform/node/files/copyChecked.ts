import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Enough that most images go through in one piece. */
const PIECE_BYTES = 1 << 20;

/**
 * Copies a file and says whether its content has this SHA-256 (lower-case hex); a copy of other content does not stay.
 * `target` must not be there yet. Rejects with the system's error.
 */
export async function copyChecked(source: string, target: string, contentHash: string): Promise<boolean> {
  const hash = createHash('sha256');
  const watch = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(undefined, piece);
    },
  });
  await pipeline(
    createReadStream(source, { highWaterMark: PIECE_BYTES }),
    watch,
    createWriteStream(target, { flags: 'wx' }),
  );
  const isSame = hash.digest('hex') === contentHash;
  if (!isSame) await rm(target);
  return isSame;
}
