/** Raised with every change of the tables; a project with a higher one was made by a newer Handful. */
export const SCHEMA_VERSION = 2;

/** Marks the file as a Handful project ('HNDF'), so that no other program's database is taken for one. */
export const APPLICATION_ID = 0x48_4e_44_46;

/**
 * The log of labels and classes. Each change is a row of `label_change`; what it made of images and classes are events
 * of it. The newest event of an image, and of a class, holds; nothing is updated or deleted.
 */
export const LABEL_TABLES = `
  CREATE TABLE label_change (
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    words TEXT NOT NULL,
    undoes INTEGER REFERENCES label_change,
    redoes INTEGER REFERENCES label_change
  ) STRICT;

  -- Classes have the ids 0, 1, 2 ...
  CREATE TABLE class (id INTEGER PRIMARY KEY) STRICT;

  CREATE TABLE class_event (
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES label_change,
    class_id INTEGER NOT NULL REFERENCES class,
    name TEXT NOT NULL,
    colour TEXT,
    position INTEGER NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0,
    joined_with INTEGER REFERENCES class
  ) STRICT;
  CREATE INDEX class_event_change ON class_event (change_id);
  CREATE INDEX class_event_class ON class_event (class_id, id);
  CREATE VIEW class_now AS
    SELECT * FROM class_event WHERE id IN (SELECT max(id) FROM class_event GROUP BY class_id);

  CREATE TABLE label_event (
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES label_change,
    image_id INTEGER NOT NULL REFERENCES image,
    class_id INTEGER REFERENCES class,
    source TEXT NOT NULL,
    origin TEXT NOT NULL
  ) STRICT;
  CREATE INDEX label_event_change ON label_event (change_id);
  CREATE INDEX label_event_image ON label_event (image_id, id);
  CREATE VIEW label_now AS
    SELECT * FROM label_event WHERE id IN (SELECT max(id) FROM label_event GROUP BY image_id);

  ${['label_change', 'class_event', 'label_event'].map(appendOnly).join('\n')}
`;

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

${LABEL_TABLES}
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

function appendOnly(table: string): string {
  return ['UPDATE', 'DELETE']
    .map(
      (verb) => `
  CREATE TRIGGER ${table}_refuses_${verb} BEFORE ${verb} ON ${table}
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;`,
    )
    .join('');
}
