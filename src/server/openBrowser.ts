import { spawn } from 'node:child_process';

/** Opens an address in the browser of the user. Resolves to whether something was there to open it with. */
export function openBrowser(url: string): Promise<boolean> {
  const [program, ...args] = commandFor(process.platform, url);
  const opener = spawn(program, args, { detached: true, stdio: 'ignore' });
  opener.unref();
  return new Promise((resolve) => {
    opener.on('error', () => resolve(false));
    opener.on('spawn', () => resolve(true));
  });
}

function commandFor(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  // Not `start`, which is a word of the shell: the address would be read by it.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
