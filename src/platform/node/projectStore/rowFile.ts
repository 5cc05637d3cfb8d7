import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import { HandfulError } from '../../../shared/errors.ts';
import type { RowFile } from '../../../services/ports/projectStore.ts';
import { whileWriting } from '../files/diskErrors.ts';

const HEADER_BYTES = 16;

/** Opens rows of `rowBytes` bytes at `path`, or creates them when there are none or they are of another size. */
export async function openRowFile(path: string, rowBytes: number): Promise<RowFile> {
  const handle = await openOrCreate(path);
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const found = Buffer.alloc(HEADER_BYTES);
    header.write('HANDFULROWS1', 'latin1');
    header.writeUInt32LE(rowBytes, 12);
    await handle.read(found, 0, HEADER_BYTES, 0);
    if (!found.equals(header)) {
      await handle.truncate(0);
      await whileWriting(path, () => handle.write(header, 0, HEADER_BYTES, 0));
    }
    const { size } = await handle.stat();
    const rows = new SequentialRows(path, handle, rowBytes, Math.floor((size - HEADER_BYTES) / rowBytes));
    // A crash may have left part of a row.
    await rows.truncate(rows.rowCount);
    return rows;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function openOrCreate(path: string): Promise<FileHandle> {
  return open(path, 'r+').catch(() => whileWriting(path, () => open(path, 'w+')));
}

/** A header, then the rows one after another. */
class SequentialRows implements RowFile {
  readonly rowBytes: number;
  private readonly path: string;
  private readonly handle: FileHandle;
  private count: number;

  constructor(path: string, handle: FileHandle, rowBytes: number, rowCount: number) {
    this.path = path;
    this.handle = handle;
    this.rowBytes = rowBytes;
    this.count = rowCount;
  }

  get rowCount(): number {
    return this.count;
  }

  async append(rows: Uint8Array): Promise<void> {
    const added = this.countOf(rows);
    try {
      await whileWriting(this.path, () => this.writeAll(rows, this.positionOf(this.count)));
    } catch (error) {
      await this.truncate(this.count);
      throw error;
    }
    this.count += added;
  }

  async write(firstRow: number, rows: Uint8Array): Promise<void> {
    this.requireRows(firstRow, this.countOf(rows));
    await whileWriting(this.path, () => this.writeAll(rows, this.positionOf(firstRow)));
  }

  async read(indices: readonly number[]): Promise<Uint8Array> {
    const result = new Uint8Array(indices.length * this.rowBytes);
    const reads: Promise<void>[] = [];
    for (let from = 0; from < indices.length;) {
      let to = from + 1;
      while (to < indices.length && indices[to] === indices[to - 1]! + 1) to++;
      const target = result.subarray(from * this.rowBytes, to * this.rowBytes);
      reads.push(this.readAll(target, indices[from]!, to - from));
      from = to;
    }
    await Promise.all(reads);
    return result;
  }

  async truncate(rowCount: number): Promise<void> {
    this.count = Math.min(this.count, rowCount);
    await this.handle.truncate(this.positionOf(this.count));
  }

  async flush(): Promise<void> {
    await whileWriting(this.path, () => this.handle.datasync());
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private countOf(rows: Uint8Array): number {
    const rowCount = rows.length / this.rowBytes;
    if (!Number.isInteger(rowCount)) throw internal(`${rows.length} bytes are no whole rows of ${this.rowBytes}.`);
    return rowCount;
  }

  private requireRows(firstRow: number, rowCount: number): void {
    const isInside = Number.isInteger(firstRow) && firstRow >= 0 && firstRow + rowCount <= this.count;
    if (!isInside) throw internal(`Row ${firstRow + rowCount - 1} is not among the ${this.count} of ${this.path}.`);
  }

  private positionOf(row: number): number {
    return HEADER_BYTES + row * this.rowBytes;
  }

  private async writeAll(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      done += (await this.handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
    }
  }

  private async readAll(target: Uint8Array, firstRow: number, rowCount: number): Promise<void> {
    this.requireRows(firstRow, rowCount);
    for (let done = 0; done < target.length;) {
      const position = this.positionOf(firstRow) + done;
      const { bytesRead } = await this.handle.read(target, done, target.length - done, position);
      if (bytesRead === 0) throw internal(`${this.path} became shorter while it was read.`);
      done += bytesRead;
    }
  }
}

function internal(message: string): HandfulError {
  return new HandfulError('INTERNAL', message, 'Delete the cache folder of the project; it is made anew.');
}
