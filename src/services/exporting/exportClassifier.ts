import { HandfulError } from '../../shared/errors.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import type { Runtime } from '../ports/runtime.ts';
import { decodeTensors } from '../training/checkpoint.ts';
import { newestFinishedRun } from '../training/finishedRun.ts';
import type { TrainReport } from '../training/report.ts';
import { classifierBlob, probabilitiesBlob } from '../training/trainProject.ts';
import { verifyExport, type ExportCheck, type VerifyOptions } from './verifyExport.ts';

export interface ExportedClassifier {
  /** The ONNX file. */
  readonly file: Uint8Array;
  readonly report: TrainReport;
  readonly check: ExportCheck;
}

/**
 * The classifier of the newest finished training, after its file was run again from image files on and found to agree
 * with the app. Throws NOT_TRAINED, EXPORT_DISAGREES, PROJECT_DAMAGED, STOPPED.
 */
export async function exportClassifier(
  runtime: Runtime,
  store: ProjectStore,
  folder: ImageFolder,
  options: VerifyOptions = {},
): Promise<ExportedClassifier> {
  const run = newestFinishedRun(store);
  const file = await newestClassifier(store);
  const { tensors } = decodeTensors(await requiredBlob(store, probabilitiesBlob(run.id)));
  const probabilities = tensors.get('probabilities')!;
  const classCount = probabilities.shape[1]!;
  const rowOf = new Map(Array.from(tensors.get('images')!.data as Int32Array, (imageIndex, row) => [imageIndex, row]));
  const data = probabilities.data as Float32Array;
  const check = await verifyExport(
    runtime,
    file,
    folder,
    store.images().filter((image) => rowOf.has(image.index)),
    {
      classNames: run.report.classes.map(({ name }) => name),
      probabilitiesOf: (imageIndex) => {
        const row = rowOf.get(imageIndex)!;
        return data.subarray(row * classCount, (row + 1) * classCount);
      },
    },
    options,
  );
  return { file, report: run.report, check };
}

/** The ONNX file of the newest finished training, as it was written then. Throws NOT_TRAINED, PROJECT_DAMAGED. */
export function newestClassifier(store: ProjectStore): Promise<Uint8Array> {
  return requiredBlob(store, classifierBlob(newestFinishedRun(store).id));
}

async function requiredBlob(store: ProjectStore, name: string): Promise<Uint8Array> {
  const bytes = await store.readBlob(name);
  if (bytes) return bytes;
  throw new HandfulError(
    'PROJECT_DAMAGED',
    `The project has lost its file ${name}.`,
    'Train again: labels and images are kept.',
  );
}
