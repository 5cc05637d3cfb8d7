import { app } from 'electron';
import path from 'node:path';

/** Where the parts of the app are: beside the main process in `dist`, which is an archive once it is packaged. */
export interface Places {
  readonly rendererFolder: string;
  readonly preload: string;
  readonly engine: string;
  /** The program that runs the engine. */
  readonly node: string;
}

/** `dist`: the folder with everything that was built. */
export function placesIn(dist: string): Places {
  const isWindows = process.platform === 'win32';
  return {
    rendererFolder: path.join(dist, 'renderer'),
    preload: path.join(dist, 'preload', 'preload.cjs'),
    // Node itself cannot look into the archive; what it needs lies unpacked beside it.
    engine: path.join(dist, 'engine', 'main.js').replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`),
    node: app.isPackaged
      ? path.join(process.resourcesPath, 'node', isWindows ? 'node.exe' : 'node')
      : (process.env['HANDFUL_NODE'] ?? 'node'),
  };
}
