import { createPictures } from '../platform/node/images/pictures.ts';
import type { Picture, Pictures } from '../services/ports/pictures.ts';
import type { ProjectStore } from '../services/ports/projectStore.ts';
import { imageAt } from '../services/workbench/imageAt.ts';
import type { Workbench } from '../services/workbench/workbench.ts';
import { HandfulError } from '../shared/errors.ts';
import type { PictureKind } from '../shared/hostChannel.ts';

/** Pictures of the images of whatever project is open. */
export class ProjectPictures {
  readonly #workbench: Workbench;
  readonly #ofStore = new WeakMap<ProjectStore, Pictures>();

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** `hash`: how the content hash of the image begins. Throws NO_PROJECT, REQUEST_INVALID, IMAGE_UNREADABLE. */
  readonly picture = async (index: number, kind: PictureKind, hash: string): Promise<Picture> => {
    const { project } = this.#workbench;
    const image = imageAt(project.images(), index);
    if (!image?.contentHash.startsWith(hash)) {
      throw new HandfulError('REQUEST_INVALID', `Image ${index} is not of that content.`, 'Reload the window.');
    }
    return this.#of(project.store)[kind](image);
  };

  #of(store: ProjectStore): Pictures {
    let pictures = this.#ofStore.get(store);
    if (!pictures) {
      pictures = createPictures(store.path, () => store.folder);
      this.#ofStore.set(store, pictures);
    }
    return pictures;
  }
}
