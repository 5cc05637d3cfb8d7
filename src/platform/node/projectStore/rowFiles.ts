import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { ProjectStore, RowFile } from '../../../services/ports/projectStore.ts';
import { checkedName } from './names.ts';
import { openRowFile } from './rowFile.ts';

const SUFFIX = '.rows';

interface RowFiles extends Pick<ProjectStore, 'openRows' | 'rowNames' | 'deleteRows'> {
  /** Closes every one that is still open. */
  closeRows(): void;
}

/** The caches of a project: files of rows in `folder`. */
export function rowFiles(folder: string): RowFiles {
  const opened = new Set<RowFile>();
  const pathOf = (name: string): string => join(folder, checkedName(name) + SUFFIX);
  return {
    async openRows(name, rowBytes) {
      const rows = await openRowFile(pathOf(name), rowBytes);
      opened.add(rows);
      return rows;
    },
    rowNames() {
      const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
      return files.map((file) => file.slice(0, -SUFFIX.length));
    },
    deleteRows: (name) => rm(pathOf(name), { force: true }),
    closeRows() {
      // Whoever closed a cache already has done no harm, and a cache that cannot be closed holds nothing that matters.
      for (const rows of opened) rows.close().catch(() => undefined);
    },
  };
}
