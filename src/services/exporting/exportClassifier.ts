import { decodeModel } from '../../engine/onnx/read.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import { withClassNames } from '../../learning/inference/classifierGraph.ts';
import type { OldClass } from '../../shared/contract/exporting.ts';
import { HandfulError } from '../../shared/errors.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import type { Runtime } from '../ports/runtime.ts';
import { decodeTensors } from '../training/checkpoint.ts';
import { classifierMetadata } from '../training/classifierMetadata.ts';
import type { TrainReport } from '../training/report.ts';
import { classifierBlob, probabilitiesBlob } from '../training/trainProject.ts';
import { newestRunToday, type RunToday } from './runToday.ts';
import { verifyExport, type ExportCheck, type VerifyOptions } from './verifyExport.ts';

export interface ExportedClassifier {
  /** The ONNX file. */
  readonly file: Uint8Array;
  /** With the names of the classes as the file has them. */
  readonly report: TrainReport;
  readonly oldClasses: readonly OldClass[];
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
  const run = newestRunToday(store);
  const file = await classifierOf(store, run);
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
  return { file, report: run.report, oldClasses: run.oldClasses, check };
}

/**
 * The ONNX file of the newest finished training; it calls the classes what they are called now.
 * Throws NOT_TRAINED, PROJECT_DAMAGED.
 */
export function newestClassifier(store: ProjectStore): Promise<Uint8Array> {
  return classifierOf(store, newestRunToday(store));
}

async function classifierOf(store: ProjectStore, { id, report, isRenamed }: RunToday): Promise<Uint8Array> {
  const file = await requiredBlob(store, classifierBlob(id));
  if (!isRenamed) return file;
  const names = report.classes.map(({ name }) => name);
  return encodeModel(withClassNames(decodeModel(file), names, classifierMetadata(report)));
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
