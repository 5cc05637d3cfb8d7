import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

/** The tables as they were in form 1. */
const TABLES = `
  CREATE TABLE project (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    folder_absolute TEXT NOT NULL,
    folder_relative TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE image (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    note TEXT,
    is_present INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE UNIQUE INDEX image_path ON image (path) WHERE is_present = 1;
  CREATE INDEX image_content ON image (content_hash, id);
  CREATE TABLE skipped_file (path TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;
  CREATE TABLE class (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE label_event (
    id INTEGER PRIMARY KEY,
    image_id INTEGER NOT NULL REFERENCES image,
    class_id INTEGER REFERENCES class,
    source TEXT NOT NULL,
    origin TEXT NOT NULL,
    time TEXT NOT NULL
  ) STRICT;
  CREATE INDEX label_event_image ON label_event (image_id, id);
  CREATE TRIGGER label_event_stays BEFORE UPDATE ON label_event BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
  CREATE TRIGGER label_event_is_kept BEFORE DELETE ON label_event BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
  CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    settings TEXT NOT NULL,
    report TEXT,
    started_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE metric (
    run_id INTEGER NOT NULL REFERENCES run,
    step INTEGER NOT NULL,
    name TEXT NOT NULL,
    value REAL,
    PRIMARY KEY (run_id, step, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE prediction (
    run_id INTEGER NOT NULL REFERENCES run,
    image_id INTEGER NOT NULL REFERENCES image,
    class_id INTEGER NOT NULL REFERENCES class,
    confidence REAL NOT NULL,
    PRIMARY KEY (run_id, image_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE blob (name TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT;
  PRAGMA application_id = 0x484e4446;
  PRAGMA user_version = 1;
`;

/** Four labels given in two goes, one taken back in a third; a training that said something. */
const ROWS = `
  INSERT INTO project VALUES (1, '/somewhere/photos', NULL, '2026-01-01T00:00:00.000Z');
  INSERT INTO image (id, path, content_hash, width_px, height_px) VALUES
    (0, 'a', 'A', 4, 3), (1, 'b', 'B', 4, 3), (2, 'c', 'C', 4, 3), (3, 'd', 'D', 4, 3);
  INSERT INTO class VALUES (1, 'boot'), (2, 'shoe');
  INSERT INTO label_event VALUES
    (1, 0, 1, 'human', 'labels.csv', '2026-01-02T00:00:00.000Z'),
    (2, 1, 1, 'human', 'labels.csv', '2026-01-02T00:00:00.000Z'),
    (3, 2, 2, 'human', 'labels.csv', '2026-01-02T00:00:00.000Z'),
    (4, 0, 2, 'corrected', 'anna', '2026-01-03T00:00:00.000Z'),
    (5, 1, NULL, 'human', 'anna', '2026-01-04T00:00:00.000Z');
  INSERT INTO run VALUES (1, 'finished', '{}', '{}', '2026-01-05T00:00:00.000Z');
  INSERT INTO prediction VALUES (1, 0, 2, 0.5), (1, 3, 1, 0.75);
`;

/** Writes the database of a project in form 1 at `path`, with `moreSql` done to it. */
export function writeFormOne(path: string, moreSql = ''): void {
  mkdirSync(path);
  const database = new DatabaseSync(join(path, 'project.db'));
  database.exec(TABLES + ROWS);
  database.exec(moreSql);
  database.close();
}
