import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { HandfulError } from '../shared/errors.ts';

/** Something that is built from sources. Paths are relative to the folder of the program. */
export interface Build {
  /** In words. */
  readonly name: string;
  /** The script of package.json that builds it. */
  readonly script: string;
  /** The file that is there once it was built. */
  readonly output: string;
  readonly sources: readonly string[];
}

export const WINDOW_BUILD: Build = {
  name: 'The window',
  script: 'build:renderer',
  output: 'dist/renderer/index.html',
  sources: ['src/renderer', 'src/shared', 'vite.config.ts'],
};

export const DESKTOP_BUILD: Build = {
  name: 'The desktop app',
  script: 'build',
  output: 'dist/main/main.js',
  sources: ['src', 'vite.config.ts', 'vite.engine.config.ts', 'electron.vite.config.ts'],
};

/** Whether it is missing, or older than what it is built from. `root`: the folder of the program. */
export async function isStale({ output, sources }: Build, root: string): Promise<boolean> {
  const builtMs = await newestMs(path.join(root, output));
  const sourcesMs = await Promise.all(sources.map((source) => newestMs(path.join(root, source))));
  return builtMs < Math.max(...sourcesMs);
}

/** Builds it. Throws INTERNAL with what the build printed. */
export async function build({ name, script }: Build, root: string): Promise<void> {
  const npm = spawn('npm', ['run', '--silent', script], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  npm.stdout.on('data', (piece: Buffer) => (printed += piece.toString()));
  npm.stderr.on('data', (piece: Buffer) => (printed += piece.toString()));
  const code = await new Promise<number | string | null>((resolve) => {
    npm.on('error', (error) => resolve(error.message));
    npm.on('close', resolve);
  });
  if (code === 0) return;
  throw new HandfulError(
    'INTERNAL',
    `${name} could not be built (${code}).\n${printed.trimEnd()}`,
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
