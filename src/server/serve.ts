import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { HandfulError } from '../shared/errors.ts';
import { randomToken, tokenOfFile } from './accessToken.ts';
import { build, isStale, WINDOW_BUILD } from './builds.ts';
import { startServer } from './server.ts';
import { superviseEngine } from './superviseEngine.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface ServeOptions {
  /** Opened at the start. */
  readonly project?: string;
  /** Folders that may be used, besides the user's own and the one that holds the project. */
  readonly roots?: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Where the token is; otherwise one is made up. */
  readonly tokenFile?: string;
}

export interface ServeListener {
  /** A line that a person may want to know. */
  note(line: string): void;
  /** The window can be opened. `url` carries the token, unless that is in a file. */
  ready(server: { readonly url: string; readonly enginePid: number }): void;
}

/**
 * Serves the window until `signal` asks for the end, and then lets go of the project. Throws USAGE, whatever the
 * project cannot be opened for, and ENGINE_GONE when the engine dies again and again.
 */
export async function serve(options: ServeOptions, listener: ServeListener, signal: AbortSignal): Promise<void> {
  const token = await tokenFor(options);
  if (await isStale(WINDOW_BUILD, ROOT)) {
    listener.note('Building the window, which takes some seconds.');
    await build(WINDOW_BUILD, ROOT);
  }
  const engine = superviseEngine(path.join(ROOT, 'bin/engine.js'), options.project, listener.note, rootsOf(options));
  const server = await startServer({
    rendererFolder: path.join(ROOT, 'dist/renderer'),
    supervisor: engine.supervisor,
    token,
    host: options.host,
    port: options.port,
  });
  try {
    engine.supervisor.start();
    const enginePid = await Promise.race([engine.usable, engine.failed]);
    const url = options.tokenFile === undefined ? server.url : server.url.replace(token, 'TOKEN');
    listener.ready({ url, enginePid });
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), engine.failed]);
  } finally {
    await server.close();
    await engine.supervisor.stop();
  }
}

function rootsOf({ roots = [], project }: ServeOptions): string[] {
  const given = roots.map((root) => path.resolve(root));
  return project === undefined ? given : [...given, path.dirname(path.resolve(project))];
}

async function tokenFor({ host, tokenFile }: ServeOptions): Promise<string> {
  if (tokenFile !== undefined) return tokenOfFile(tokenFile);
  if (isLoopback(host)) return randomToken();
  throw new HandfulError(
    'USAGE',
    `Others can reach ${host}, so a token of your own is needed.`,
    'Give the file it is in with --token-file, or leave --host out to keep Handful on this machine.',
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
