import { pack } from '../../../shared/contract/columns.ts';
import type { ImageRecord } from '../../../shared/domain/records.ts';
import { ImageUnreadableError } from '../../../shared/errors.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ProjectStore } from '../../ports/projectStore.ts';
import { currentClass } from '../../review/currentClass.ts';
import { loadHeldOut } from '../../training/heldOutRecords.ts';
import { percent, type CardPicture } from './card.ts';
import type { ClassPictures } from './modelCard.ts';

/** Images of each kind that are shown of a class. */
const SHOWN = 6;

/** An image, and what is said below it. */
export interface Captioned {
  readonly image: ImageRecord;
  readonly caption: string;
}

/** Images that are worth showing of a class. */
export interface ClassImages {
  readonly className: string;
  readonly typical: readonly Captioned[];
  readonly mistaken: readonly Captioned[];
}

/** Of each class the images that the classifier is surest of, and the held-out ones that it was most wrong about. */
export async function choosePictures(store: ProjectStore, runId: number): Promise<ClassImages[]> {
  const images = new Map(store.images().map((image) => [image.index, image]));
  const predictions = store.predictions(runId).toSorted((a, b) => b.confidence - a.confidence);
  const heldOut = (await loadHeldOut(store, runId)).toSorted((a, b) => b.confidence - a.confidence);
  const records = store.classRecords();
  const now = currentClass(records);
  const nameOf = (index: number): string => records[now(index) ?? index]!.name;
  const inUse = records.filter(({ isRemoved }) => !isRemoved);
  return inUse.map(({ index, name: className }) => {
    const typical = predictions
      .filter((prediction) => prediction.className === className)
      .map(({ imageIndex, confidence }) => captioned(images.get(imageIndex), (path) => `${path}: ${sure(confidence)}`));
    const mistaken = heldOut
      .filter(({ label, said }) => now(label) === index && now(said) !== index)
      .map(({ imageIndex, said, confidence }) =>
        captioned(images.get(imageIndex), (path) => `${path}: taken for "${nameOf(said)}", ${sure(confidence)}`),
      );
    return { className, typical: firstOf(typical), mistaken: firstOf(mistaken) };
  });
}

/** The pictures themselves, those left out of which the file is gone or has changed. `onPicture` is called for each. */
export async function embedPictures(
  chosen: readonly ClassImages[],
  pictures: Pictures,
  onPicture: () => void,
): Promise<ClassPictures[]> {
  const embedAll = async (images: readonly Captioned[]): Promise<CardPicture[]> => {
    const embedded: CardPicture[] = [];
    for (const image of images) {
      const picture = await embed(image, pictures);
      if (picture) embedded.push(picture);
      onPicture();
    }
    return embedded;
  };
  const classes: ClassPictures[] = [];
  for (const { className, typical, mistaken } of chosen) {
    classes.push({ className, typical: await embedAll(typical), mistaken: await embedAll(mistaken) });
  }
  return classes;
}

async function embed({ image, caption }: Captioned, pictures: Pictures): Promise<CardPicture | undefined> {
  try {
    const { bytes, mimeType } = await pictures.thumbnail(image);
    return { uri: `data:${mimeType};base64,${pack(bytes)}`, caption };
  } catch (error) {
    if (error instanceof ImageUnreadableError) return undefined;
    throw error;
  }
}

/** In one piece, also where the caption is broken into lines. */
const sure = (confidence: number): string => percent(confidence).replace(' ', '\u00a0');

function captioned(image: ImageRecord | undefined, caption: (path: string) => string): Captioned | undefined {
  return image && image.duplicateOf === undefined ? { image, caption: caption(image.path) } : undefined;
}

function firstOf(images: readonly (Captioned | undefined)[]): Captioned[] {
  return images.filter((image) => image !== undefined).slice(0, SHOWN);
}
