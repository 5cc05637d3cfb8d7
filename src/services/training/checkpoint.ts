import { decodeModel } from '../../engine/onnx/read.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import type { Tensor } from '../../engine/graph/tensor.ts';
import type { ProjectStore } from '../ports/projectStore.ts';

/** Where a run stands: everything needed to go on as if it had never stopped. */
export interface Checkpoint {
  /** Index of the stage that is under way. */
  readonly stageIndex: number;
  /** Steps of that stage that are done. */
  readonly step: number;
  /** Weights, averages, optimiser state; and what the stage was given (pseudo-labels). */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

const blobName = (runId: number): string => `run-${runId}-checkpoint.onnx`;

/** Writes the checkpoint of a run in place of the one before. Throws DISK_FULL; the one before is then still there. */
export async function saveCheckpoint(store: ProjectStore, runId: number, checkpoint: Checkpoint): Promise<void> {
  const bytes = encodeTensors(checkpoint.tensors, {
    stageIndex: String(checkpoint.stageIndex),
    step: String(checkpoint.step),
  });
  await store.writeBlob(blobName(runId), bytes);
}

/** The newest checkpoint of a run, if it got that far. */
export async function loadCheckpoint(store: ProjectStore, runId: number): Promise<Checkpoint | undefined> {
  const bytes = await store.readBlob(blobName(runId));
  if (!bytes) return undefined;
  const { tensors, metadata } = decodeTensors(bytes);
  return { stageIndex: Number(metadata['stageIndex']), step: Number(metadata['step']), tensors };
}

export async function deleteCheckpoint(store: ProjectStore, runId: number): Promise<void> {
  await store.deleteBlob(blobName(runId));
}

/** Named tensors as an ONNX file without nodes: one container format for models and checkpoints. */
export function encodeTensors(tensors: ReadonlyMap<string, Tensor>, metadata: Record<string, string>): Uint8Array {
  return encodeModel({ name: 'tensors', inputs: [], outputs: [], initializers: tensors, nodes: [], metadata });
}

export function decodeTensors(bytes: Uint8Array): {
  tensors: ReadonlyMap<string, Tensor>;
  metadata: Readonly<Record<string, string>>;
} {
  const { initializers, metadata } = decodeModel(bytes);
  return { tensors: initializers, metadata };
}
