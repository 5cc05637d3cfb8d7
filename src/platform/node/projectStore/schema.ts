/** Raised with every change of the tables; a project with a higher one was made by a newer Handful. */
export const SCHEMA_VERSION = 1;

/** Marks the file as a Handful project ('HNDF'), so that no other program's database is taken for one. */
export const APPLICATION_ID = 0x48_4e_44_46;

export const SCHEMA = `
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

  -- SQLite has no NaN: a NULL value is one.
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
`;
