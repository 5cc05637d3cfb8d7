import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { HandfulError } from '../shared/errors.ts';

/** What the window is built from. */
const SOURCES = ['src/renderer', 'src/shared', 'vite.config.ts'];

/** Whether the built window is missing, or older than what it is built from. `root`: the folder of the program. */
export async function isRendererStale(root: string): Promise<boolean> {
  const builtMs = await newestMs(path.join(root, 'dist/renderer/index.html'));
  const sourcesMs = await Promise.all(SOURCES.map((source) => newestMs(path.join(root, source))));
  return builtMs < Math.max(...sourcesMs);
}

/** Builds the window into dist/renderer. Throws INTERNAL with what the build printed. */
export async function buildRenderer(root: string): Promise<void> {
  const build = spawn('npm', ['run', '--silent', 'build:renderer'], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  build.stdout.on('data', (piece: Buffer) => (printed += piece.toString()));
  build.stderr.on('data', (piece: Buffer) => (printed += piece.toString()));
  const code = await new Promise<number | string | null>((resolve) => {
    build.on('error', (error) => resolve(error.message));
    build.on('close', resolve);
  });
  if (code === 0) return;
  throw new HandfulError(
    'INTERNAL',
    `The window could not be built (${code}).\n${printed.trimEnd()}`,
    'Run "npm ci" in the folder of Handful, then try again.',
  );
}

/** Time of the newest file at or below a place, ms; 0 where there is nothing. */
async function newestMs(place: string): Promise<number> {
  const found = await stat(place).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = await readdir(place);
  const times = await Promise.all(entries.map((entry) => newestMs(path.join(place, entry))));
  return Math.max(0, ...times);
}
