import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of Handful's own settings; `HANDFUL_CONFIG` names another. */
export function configFolder(): string {
  const { HANDFUL_CONFIG: given, APPDATA: roaming, XDG_CONFIG_HOME: xdg } = process.env;
  if (given) return given;
  switch (process.platform) {
    case 'win32':
      return join(roaming ?? join(homedir(), 'AppData', 'Roaming'), 'Handful');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Handful');
    default:
      return join(xdg ?? join(homedir(), '.config'), 'handful');
  }
}
