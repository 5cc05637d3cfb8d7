import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';

import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import { PARTIAL_SUFFIX, writeWhole } from '../files/writeWhole.ts';
import { damaged } from './database.ts';
import type { Database } from './database.ts';
import { checkedName } from './names.ts';

interface BlobRow {
  readonly file: string;
  readonly sha256: string;
}

/** Files of `folder` that carry their hash in their name; what the database says which one holds now. */
export function blobFiles(
  database: Database,
  folder: string,
): Pick<ProjectStore, 'writeBlob' | 'readBlob' | 'deleteBlob'> {
  const find = (name: string): BlobRow | undefined =>
    database.all<BlobRow>('SELECT file, sha256 FROM blob WHERE name = ?', checkedName(name))[0];
  return {
    async writeBlob(name, bytes) {
      const previous = find(name);
      const sha256 = sha256Of(bytes);
      const { name: stem, ext } = parse(name);
      const file = `${stem}-${sha256.slice(0, 16)}${ext}`;
      await writeWhole(join(folder, file), bytes);
      // From this commit on the new file is the blob; killed before it, the old one still is.
      database.run('INSERT OR REPLACE INTO blob (name, file, sha256) VALUES (?, ?, ?)', name, file, sha256);
      if (previous !== undefined && previous.file !== file) await rm(join(folder, previous.file), { force: true });
    },
    async readBlob(name) {
      const row = find(name);
      if (row === undefined) return undefined;
      const path = join(folder, row.file);
      const bytes = await readFile(path).catch((error: unknown) => {
        throw damaged(path, error);
      });
      if (sha256Of(bytes) !== row.sha256) throw damaged(path);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    async deleteBlob(name) {
      const row = find(name);
      if (row === undefined) return;
      database.run('DELETE FROM blob WHERE name = ?', name);
      await rm(join(folder, row.file), { force: true });
    },
  };
}

/** Removes what a killed process left: files that never became a blob, or no longer are one. */
export async function removeLeftovers(database: Database, folder: string): Promise<void> {
  const kept = new Set(database.all<{ file: string }>('SELECT file FROM blob').map((row) => row.file));
  for (const file of await readdir(folder)) {
    const isOurs = file.endsWith(PARTIAL_SUFFIX) || /-[0-9a-f]{16}(\.[\w]+)?$/.test(file);
    if (isOurs && !kept.has(file)) await rm(join(folder, file), { force: true });
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
