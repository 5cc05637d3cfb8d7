import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { EngineError } from '../../engine/errors.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { decodeModel } from '../../engine/onnx/read.ts';
import { HandfulError } from '../../shared/errors.ts';

/**
 * Reads an ONNX file, and the data it keeps in other files of its folder; never anything outside that folder, not
 * even through a symbolic link. Throws MODEL_UNREADABLE for what is missing, damaged or not ONNX, MODEL_UNSUPPORTED
 * for a sound file that uses what the engine cannot express.
 */
export async function readModelFile(path: string): Promise<Graph> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new HandfulError('MODEL_UNREADABLE', `${path}: ${reason}`, 'Check the path of the ONNX file.', {
      cause: error,
    });
  });
  try {
    return decodeModel(bytes, { readExternal: externalReader(dirname(path)) });
  } catch (error) {
    throw error instanceof EngineError ? explain(error, path) : error;
  }
}

/** Reads parts of files inside `folder`; the target of a link counts, not its name. */
function externalReader(folder: string): (location: string, offset: number, length: number | undefined) => Uint8Array {
  return (location, offset, length) => {
    try {
      return readPart(realPathInside(folder, location), offset, length);
    } catch (error) {
      if (error instanceof EngineError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new EngineError('EXTERNAL_DATA', `cannot be read (${reason})`, `'${location}'`);
    }
  };
}

function realPathInside(folder: string, location: string): string {
  const root = realpathSync(folder);
  const target = realpathSync(resolve(root, location));
  const fromRoot = relative(root, target);
  if (fromRoot !== '' && !fromRoot.startsWith('..') && resolve(root, fromRoot) === target) return target;
  throw new EngineError('EXTERNAL_DATA', "leads outside the model's folder", `'${location}'`);
}

function readPart(path: string, offset: number, length: number | undefined): Uint8Array {
  if (!statSync(path).isFile()) throw new EngineError('EXTERNAL_DATA', 'is not a regular file', `'${path}'`);
  const file = openSync(path, 'r');
  try {
    const available = Math.max(0, fstatSync(file).size - offset);
    const bytes = new Uint8Array(Math.min(length ?? available, available));
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(file, bytes, done, bytes.length - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}

function explain(error: EngineError, path: string): HandfulError {
  const message = `${path}: ${error.message}`;
  if (error.code === 'MODEL_UNSUPPORTED') {
    return new HandfulError(
      'MODEL_UNSUPPORTED',
      message,
      'Export the model again with opset 17 to 20 and float32 weights.',
      {
        cause: error,
      },
    );
  }
  const remedy =
    error.code === 'EXTERNAL_DATA'
      ? "Put the model's data files into its folder, or save the model as a single file."
      : 'Copy or export the file again; it must be a complete ONNX model.';
  return new HandfulError('MODEL_UNREADABLE', message, remedy, { cause: error });
}
