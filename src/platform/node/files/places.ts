import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import type { FolderListing } from '../../../shared/contract/app.ts';
import type { Places } from '../../../services/ports/places.ts';
import { resourcePath } from '../resources.ts';
import { allowedPlace, isWithin, realPlace, type AllowedRoots } from './allowedPlaces.ts';
import { copyFolder } from './copyFolder.ts';
import { freeName } from './freeName.ts';
import { listFolder } from './listFolder.ts';
import { newProjectPath } from './newProjectPath.ts';
import { documentsFolder } from './userFolders.ts';

const DEMO_NAME = 'Handful demo';

export interface PlacesOptions {
  /** What may be looked at and written to. The home folder always may. */
  readonly roots: AllowedRoots;
  readonly home?: string;
  /** Where things go that have no other place. */
  readonly documents?: string;
  readonly demoImages?: string;
}

/** The files and folders of this machine. */
export function placesOf(options: PlacesOptions): Places {
  const {
    roots,
    home = homedir(),
    documents = documentsFolder(home),
    demoImages = resourcePath('demo/images'),
  } = options;
  const allowed: AllowedRoots = roots === 'everything' ? roots : [...new Set([home, documents, ...roots])];
  return {
    listFolder: async (path = home) => withOtherRoots(await listFolder(path, allowed), allowed),
    allowed: async (path) => allowedPlace(path, allowed),
    newProjectPath: async (folder) => newProjectPath(folder, documents, allowed),
    copyDemo: async (copy) => {
      const place = freeName(documents, DEMO_NAME);
      const folder = join(place, 'images');
      try {
        await copyFolder(demoImages, folder, copy);
      } catch (error) {
        await rm(place, { recursive: true, force: true });
        throw error;
      }
      return { folder, projectPath: join(place, `${DEMO_NAME}.handful`) };
    },
    beside: (path, name) => join(dirname(path), name),
    parts: (path) => ({ folder: dirname(path), name: basename(path) }),
  };
}

/** At the top of one root, the way to the others. */
function withOtherRoots(listing: FolderListing, roots: AllowedRoots): FolderListing {
  if (listing.parent !== undefined || roots === 'everything') return listing;
  const others = [...new Set(roots.map(realPlace))].filter((root) => !isWithin(listing.path, root));
  const entries = others.map((path) => ({ name: path, path, kind: 'folder' as const }));
  return { ...listing, entries: [...entries, ...listing.entries] };
}
