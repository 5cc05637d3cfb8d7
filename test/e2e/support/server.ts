import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** `handful serve`, running. */
export interface Server {
  /** With the token that lets a browser in. */
  readonly url: string;
  /** Of the engine as it was at the start. */
  readonly enginePid: number;
  /** Ends it as Ctrl-C would. Throws when it does not end, or had ended by itself. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 15_000;

/** Starts `handful serve` with `home` as the home folder of the user, so that no test sees what others did. */
export async function startServer(home: string, args: readonly string[] = []): Promise<Server> {
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'bin/handful.js'), 'serve', '--json', '--port', '0', ...args],
    {
      env: { ...process.env, HOME: home, USERPROFILE: home, HANDFUL_CONFIG: path.join(home, '.settings') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => undefined);
  const first = await Promise.race([once(lines, 'line'), ended]);
  if (!first) throw new Error(`The server ended with ${child.exitCode ?? child.signalCode} before it was ready.`);
  const { url, enginePid } = JSON.parse(String(first[0])) as { url: string; enginePid: number };
  return { url, enginePid, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<undefined>): Promise<void> {
  const status = child.exitCode ?? child.signalCode;
  if (status !== null) throw new Error(`The server ended by itself with ${status}.`);
  child.kill('SIGINT');
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), PATIENCE_MS);
  });
  const wasLate = await Promise.race([ended, isLate]);
  clearTimeout(timer);
  if (!wasLate) return;
  child.kill('SIGKILL');
  throw new Error(`The server did not end within ${PATIENCE_MS} ms of Ctrl-C.`);
}
