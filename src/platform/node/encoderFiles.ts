import path from 'node:path';
import type { EncoderFiles } from '../../services/ports/encoderFiles.ts';
import { readModelFile } from './modelFile.ts';
import { resourcePath } from './resources.ts';

/** Reads the built-in encoders, given by name and file name, from the resources, and a user's own from their path. */
export function encoderFiles(builtIn: readonly { readonly name: string; readonly file: string }[]): EncoderFiles {
  const files = new Map(builtIn.map(({ name, file }) => [name, path.join(resourcePath('encoders'), file)]));
  return {
    builtIn: [...files.keys()],
    read: (nameOrPath) => readModelFile(files.get(nameOrPath) ?? nameOrPath),
  };
}
