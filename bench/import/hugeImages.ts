import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

import { openImageFolder } from '../../src/platform/node/images/imageFolder.ts';
import { createProject } from '../../src/platform/node/projectStore/openProject.ts';
import type { Preprocessing } from '../../src/services/ports/images.ts';
import { importFolder } from '../../src/services/projects/importFolder.ts';

export interface HugeImport {
  readonly name: string;
  readonly seconds: number;
  /** Highest resident memory of the process until then, MB. */
  readonly peakMB: number;
}

const SIDE_PX = 20_000;

/** Makes images of 20,000 x 20,000 px, one of each format, and imports them one after another. */
export async function importHugeImages(preprocessing: Preprocessing): Promise<HugeImport[]> {
  const home = await mkdtemp(join(tmpdir(), 'handful-huge-'));
  try {
    for (const format of ['jpeg', 'png', 'tiff'] as const) await makeHuge(join(home, format), format);
    const results: HugeImport[] = [];
    for (const name of await readdir(home)) results.push(await importHuge(home, name, preprocessing));
    return results;
  } finally {
    await rm(home, { recursive: true });
  }
}

async function importHuge(home: string, name: string, preprocessing: Preprocessing): Promise<HugeImport> {
  const folder = join(home, name);
  const store = await createProject(join(folder, 'p.handful'), folder);
  const start = performance.now();
  await importFolder({ store, folder: openImageFolder(folder), preprocessing, concurrency: 2 });
  const seconds = (performance.now() - start) / 1000;
  const [image] = store.images();
  store.close();
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
  return { name: `${name} ${image!.widthPx} x ${image!.heightPx} (${image!.note})`, seconds, peakMB };
}

/** What each format is told so that making the image takes little memory: the peak is to be that of the import. */
const OPTIONS = { jpeg: { optimizeCoding: false }, png: {}, tiff: { compression: 'none' } };

/** Two tones in stripes, which JPEG and PNG store in a few megabytes. The TIFF is stored as it is: 1.2 GB. */
async function makeHuge(folder: string, format: 'jpeg' | 'png' | 'tiff'): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stripes = Uint8Array.from({ length: 16 * 3 }, (_, i) => (i < 24 ? 60 : 180));
  await sharp(stripes, { raw: { width: 16, height: 1, channels: 3 }, limitInputPixels: false })
    .resize(SIDE_PX, SIDE_PX, { fit: 'fill', kernel: 'nearest' })
    .toFormat(format, OPTIONS[format])
    .toFile(join(folder, `huge.${format}`));
}
