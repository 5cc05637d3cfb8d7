import { NONE_CLASS } from '../../../../shared/domain/noneClass.ts';
import { useAttempt } from '../../../engine/attempt.ts';
import { useEngine } from '../../../engine/client.ts';
import { useProject } from '../../../stores/project.ts';
import type { ShownLabels } from './useShownLabels.ts';

export type Where = 'grid' | 'suggestions' | 'zoom';

export interface Labelling {
  /** Gives images a class by its index; null takes their labels away. */
  assign(images: readonly number[], classIndex: number | null, where: Where): void;
  /** Gives images the class "none of these". */
  assignNone(images: readonly number[], where: Where): void;
  /** Turns the pseudo-labels of images without a label into labels. */
  accept(images: readonly number[], where: Where): void;
}

/** Labels images. A label shows at once; when the engine refuses it goes away again, and the problem is shown. */
export function useLabelling(shown: ShownLabels): Labelling {
  const engine = useEngine();
  const attempt = useAttempt();
  const project = useProject();
  const { pending } = shown;

  async function send(
    labels: ReadonlyMap<number, number>,
    call: () => Promise<{ readonly revision: number }>,
  ): Promise<void> {
    const change = pending.begin(labels);
    const answer = await attempt(call);
    if (answer) pending.settle(change, answer.revision);
    else pending.fail(change);
  }

  function assign(images: readonly number[], classIndex: number | null, where: Where): void {
    const className = classIndex === null ? null : project.classByIndex.get(classIndex)?.name;
    if (images.length === 0 || className === undefined) return;
    void send(sameLabel(images, classIndex ?? -1), () =>
      engine.labels.assign({ indices: [...images], className, where }),
    );
  }

  function assignNone(images: readonly number[], where: Where): void {
    const none = project.classes.find(({ isNone }) => isNone);
    if (none) assign(images, none.index, where);
    else if (images.length > 0) {
      void send(new Map(), () => engine.labels.assign({ indices: [...images], className: NONE_CLASS, where }));
    }
  }

  function accept(images: readonly number[], where: Where): void {
    const accepted = images.filter((image) => shown.isUnlabeled(image) && shown.of(image).pseudo >= 0);
    if (accepted.length === 0) return;
    const labels = new Map(accepted.map((image) => [image, shown.of(image).pseudo]));
    void send(labels, () => engine.labels.accept({ indices: accepted, where }));
  }

  return { assign, assignNone, accept };
}

const sameLabel = (images: readonly number[], label: number): Map<number, number> =>
  new Map(images.map((image) => [image, label]));
