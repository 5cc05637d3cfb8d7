import { DatabaseSync } from '@photostructure/sqlite';

import { HandfulError } from '../../../shared/errors.ts';
import { diskFull } from '../files/diskErrors.ts';

type Statement = ReturnType<InstanceType<typeof DatabaseSync>['prepare']>;
export type SqlValue = string | number | null;

/** Primary result codes: https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/**
 * A SQLite file that this process holds alone. The kernel keeps the lock and drops it with the process, however that
 * ends. Nothing else may open and close the file in this process: POSIX locks would be lost with that.
 */
export class Database {
  readonly path: string;
  private readonly connection: InstanceType<typeof DatabaseSync>;
  private readonly statements = new Map<string, Statement>();

  /** Opens or creates the file and locks it. Throws PROJECT_IN_USE, PROJECT_DAMAGED, DISK_FULL. */
  constructor(path: string) {
    this.path = path;
    this.connection = translated(path, () => new DatabaseSync(path, { timeout: 0 }));
    try {
      this.execute('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      // Takes the lock, which the locking mode then keeps.
      this.execute('BEGIN EXCLUSIVE; COMMIT');
    } catch (error) {
      this.connection.close();
      throw error;
    }
  }

  execute(sql: string): void {
    translated(this.path, () => this.connection.exec(sql));
  }

  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return translated(this.path, () => this.statement(sql).all(...values) as Row[]);
  }

  /** As `all`, each row with its columns in order and without their names: half the time where there are many rows. */
  arrays<Row extends readonly SqlValue[]>(sql: string, ...values: SqlValue[]): Row[] {
    return translated(this.path, () => {
      const statement = this.statement(sql);
      statement.setReturnArrays(true);
      return statement.all(...values) as unknown as Row[];
    });
  }

  run(sql: string, ...values: SqlValue[]): void {
    translated(this.path, () => this.statement(sql).run(...values));
  }

  /** All writes of `work`, on disk when it returns, or none of them when it throws. */
  transaction<T>(work: () => T): T {
    this.execute('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.execute('COMMIT');
      return result;
    } catch (error) {
      // SQLite has rolled back by itself when the disk is full.
      if (this.connection.isTransaction) this.execute('ROLLBACK');
      throw error;
    }
  }

  /**
   * Leaves one file, without a log beside it, and drops the lock. False on a full disk: there the log stays, with all
   * that was written, and so do the lock and the connection, which goes on as it was.
   */
  close(): boolean {
    if (!this.connection.isOpen) return true;
    try {
      // Statements that are not collected yet would keep a closed connection, and its lock, alive.
      this.execute('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema');
    } catch (error) {
      if (error instanceof HandfulError && error.code === 'DISK_FULL') return false;
    }
    this.connection.close();
    return true;
  }

  private statement(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}

function translated<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
    if (code === SQLITE_FULL) throw diskFull(path, error);
    if (code === SQLITE_BUSY) throw inUse(path, error);
    if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) throw damaged(path, error);
    throw error;
  }
}

function inUse(path: string, cause: unknown): HandfulError {
  const message = `${path} is open in another program.`;
  return new HandfulError('PROJECT_IN_USE', message, 'Close it there first.', { cause });
}

/** The error for a project whose files are not what was written. */
export function damaged(path: string, cause?: unknown): HandfulError {
  return new HandfulError(
    'PROJECT_DAMAGED',
    `${path} is damaged or was not written by Handful.`,
    'Restore the project folder from a copy, or import the images into a new project.',
    { cause },
  );
}
