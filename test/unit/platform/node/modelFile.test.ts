import { create, toBinary } from '@bufbuild/protobuf';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ModelProtoSchema,
  TensorProto_DataLocation as DataLocation,
} from '../../../../src/engine/onnx/schema/onnx_pb.js';
import { readModelFile } from '../../../../src/platform/node/modelFile.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** A model of one tensor [2] whose data is in another file. */
function modelWithData(location: string, opset = 17n): Uint8Array {
  const weight = {
    name: 'w',
    dataType: 1,
    dims: [2n],
    dataLocation: DataLocation.EXTERNAL,
    externalData: [
      { key: 'location', value: location },
      { key: 'offset', value: '4' },
    ],
  };
  const opsetImport = [{ domain: '', version: opset }];
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, { opsetImport, graph: { name: 'g', initializer: [weight] } }),
  );
}

const data = new Uint8Array(Float32Array.of(9, 1, 2).buffer);

/** A folder `models` with a model in it, and beside the folder a file that is none of its business. */
function setUp(location: string): { file: string; models: string; secret: string } {
  const root = temporaryFolder();
  const models = join(root, 'models');
  mkdirSync(join(models, 'data'), { recursive: true });
  const file = join(models, 'net.onnx');
  writeFileSync(file, modelWithData(location));
  const secret = join(root, 'secret.bin');
  writeFileSync(secret, data);
  return { file, models, secret };
}

describe('readModelFile', () => {
  it('reads data from other files of the folder', async () => {
    const { file, models } = setUp('data/w.bin');
    writeFileSync(join(models, 'data/w.bin'), data);
    expect((await readModelFile(file)).initializers.get('w')!.data).toEqual(Float32Array.of(1, 2));
  });

  it('follows a link that stays inside the folder', async () => {
    const { file, models } = setUp('link.bin');
    writeFileSync(join(models, 'data/w.bin'), data);
    symlinkSync(join(models, 'data/w.bin'), join(models, 'link.bin'));
    expect((await readModelFile(file)).initializers.get('w')!.data).toEqual(Float32Array.of(1, 2));
  });

  it.each(['link.bin', 'folder/secret.bin'])('never follows a link out of the folder: %s', async (location) => {
    const { file, models, secret } = setUp(location);
    symlinkSync(secret, join(models, 'link.bin'));
    symlinkSync(join(models, '..'), join(models, 'folder'));
    await expect(readModelFile(file)).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      message: expect.stringContaining('outside'),
      remedy: expect.stringContaining('folder'),
    });
  });

  it('says which data file is missing, or too short', async () => {
    const { file, models } = setUp('w.bin');
    const missing = { code: 'MODEL_UNREADABLE', message: expect.stringMatching(/net\.onnx.*w\.bin.*ENOENT/) };
    await expect(readModelFile(file)).rejects.toMatchObject(missing);
    writeFileSync(join(models, 'w.bin'), data.subarray(0, 8));
    await expect(readModelFile(file)).rejects.toMatchObject({ message: expect.stringMatching(/'w\.bin' ends/) });
  });

  it('does not take a folder for data', async () => {
    const { file } = setUp('data');
    await expect(readModelFile(file)).rejects.toMatchObject({ message: expect.stringMatching(/not a regular file/) });
  });

  it('says that a file is missing, not ONNX, or too old, and what to do', async () => {
    const file = join(temporaryFolder(), 'net.onnx');
    const rejects = (parts: object) => expect(readModelFile(file)).rejects.toMatchObject(parts);
    await rejects({ code: 'MODEL_UNREADABLE', message: expect.stringContaining('no such file') });
    writeFileSync(file, 'plain text');
    await rejects({ code: 'MODEL_UNREADABLE', remedy: expect.stringContaining('again') });
    writeFileSync(file, modelWithData('w.bin', 11n));
    await rejects({ code: 'MODEL_UNSUPPORTED', message: expect.stringContaining('opset 11') });
  });
});
