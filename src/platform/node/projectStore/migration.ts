import { damaged } from './database.ts';
import type { Database } from './database.ts';
import { LABEL_TABLES, SCHEMA_VERSION } from './schema.ts';

/**
 * Form 1 had label events that belonged to no change, classes that were only a name, and class ids from 1 on. Events
 * of one moment were given in one go, so they become one change.
 */
const FROM_1 = `
  CREATE TEMP TABLE old_event AS SELECT * FROM label_event;
  CREATE TEMP TABLE old_class AS SELECT * FROM class;
  DROP TABLE label_event;
  DROP TABLE class;
  ${LABEL_TABLES}
  INSERT INTO label_change (id, time, words)
    SELECT min(old_event.id), time,
      CASE count(class_id) WHEN 0 THEN 'take the labels off ' ELSE 'label ' END
      || count(*) || CASE count(*) WHEN 1 THEN ' image' ELSE ' images' END
      || CASE count(DISTINCT class_id) WHEN 1 THEN ' "' || max(name) || '"' ELSE '' END
    FROM old_event LEFT JOIN old_class ON old_class.id = class_id GROUP BY time ORDER BY min(old_event.id);
  INSERT INTO class SELECT id - 1 FROM old_class;
  INSERT INTO class_event (change_id, class_id, name, position)
    SELECT (SELECT min(label_change.id) FROM old_event JOIN label_change ON label_change.time = old_event.time
            WHERE class_id = old_class.id), id - 1, name, id - 1
    FROM old_class ORDER BY id;
  INSERT INTO label_event (id, change_id, image_id, class_id, source, origin)
    SELECT old_event.id, label_change.id, image_id, class_id - 1, source, origin
    FROM old_event JOIN label_change ON label_change.time = old_event.time ORDER BY old_event.id;
  UPDATE prediction SET class_id = class_id - 1;
  DROP TABLE old_event;
  DROP TABLE old_class;
`;

/** Brings a database of an older form to that of today, whole or not at all. Throws PROJECT_DAMAGED, DISK_FULL. */
export function migrate(database: Database, version: number): void {
  if (version === SCHEMA_VERSION) return;
  // Tables that others refer to are replaced: references are checked at the end instead of at every statement.
  database.execute('PRAGMA foreign_keys = OFF');
  database.transaction(() => {
    database.execute(FROM_1);
    const [broken] = database.all<{ table: string }>('PRAGMA foreign_key_check');
    if (broken !== undefined) throw damaged(database.path, `a row of ${broken.table} refers to nothing`);
    database.execute(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
  database.execute('PRAGMA foreign_keys = ON');
}
