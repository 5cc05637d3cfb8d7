import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { answer, type Answer } from './answer.ts';

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The files of the window. */
export class RendererFiles {
  readonly #folder: string;
  /** By the path in the address. Only what was found in the folder is ever read: nothing leads out of it. */
  #files = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `pathname` as in an address: '/', '/assets/index-1a2b.js'. Undefined when there is no such file. */
  async find(pathname: string): Promise<Answer | undefined> {
    // The page names the other files, so from here on those that it names are known.
    if (pathname === '/') await this.#list();
    const file = this.#files.get(pathname === '/' ? '/index.html' : pathname);
    if (file === undefined) return undefined;
    return answer(200, await readFile(file), {
      'content-type': MIME_TYPES[path.extname(file)] ?? 'application/octet-stream',
      // The names of assets carry the hash of their content.
      'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  }

  async #list(): Promise<void> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    this.#files = new Map(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const file = path.join(entry.parentPath, entry.name);
          return [`/${path.relative(this.#folder, file).split(path.sep).join('/')}`, file];
        }),
    );
  }
}
