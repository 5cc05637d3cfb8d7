import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, DESKTOP_BUILD, isStale } from '../server/builds.ts';
import { main } from './main.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ELECTRON = path.join(ROOT, 'node_modules/electron');
/** Fetching Electron's program, about 110 MB, is given up after this. */
const FETCHING_MS = 600_000;

/** Opens the desktop app, or the workbench in a browser where there is no Electron. Resolves to the exit code. */
export async function startDesktop(args: readonly string[]): Promise<number> {
  const electron = electronProgram() ?? fetchedElectron();
  if (electron === undefined) {
    process.stderr.write("Electron's program cannot be had here, so Handful opens in the browser.\n");
    return main(['serve', '--open', ...args]);
  }
  if (await isStale(DESKTOP_BUILD, ROOT)) {
    process.stderr.write('Building the desktop app, which takes some seconds.\n');
    await build(DESKTOP_BUILD, ROOT);
  }
  const env = { ...process.env, HANDFUL_NODE: process.execPath };
  const app = spawn(electron, [ROOT, ...args], { stdio: 'inherit', env });
  const [code] = (await once(app, 'exit')) as [number | null];
  return code ?? 1;
}

/** The program of the installed Electron, which its package does not hold but fetches. */
function electronProgram(): string | undefined {
  const note = path.join(ELECTRON, 'path.txt');
  if (!existsSync(note)) return undefined;
  const program = path.join(ELECTRON, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

function fetchedElectron(): string | undefined {
  const install = path.join(ELECTRON, 'install.js');
  if (!existsSync(install)) return undefined;
  process.stderr.write("Fetching Electron's program, once.\n");
  spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: FETCHING_MS });
  return electronProgram();
}
