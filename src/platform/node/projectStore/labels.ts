import type { LabelEvent, LabelRecord, LoggedLabelEvent } from '../../../shared/domain/records.ts';
import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import type { Database } from './database.ts';

const SELECT_LABELS = `
  SELECT label_event.image_id AS imageIndex, class.name AS className, label_event.source AS source
  FROM label_event JOIN class ON class.id = label_event.class_id JOIN image ON image.id = label_event.image_id
  WHERE image.is_present = 1 AND label_event.id IN (SELECT max(id) FROM label_event GROUP BY image_id)
  ORDER BY label_event.image_id`;

const SELECT_LOG = `
  SELECT image_id AS imageIndex, class.name AS className, source, origin, time
  FROM label_event LEFT JOIN class ON class.id = label_event.class_id ORDER BY label_event.id`;

export function labelTable(database: Database): Pick<ProjectStore, 'addLabels' | 'labels' | 'labelLog' | 'classes'> {
  return {
    addLabels: (events) => database.transaction(() => addLabels(database, events)),
    labels: () => database.all<LabelRecord>(SELECT_LABELS),
    labelLog: () => database.all<LoggedLabelEvent>(SELECT_LOG),
    classes: () => database.all<{ name: string }>('SELECT name FROM class ORDER BY id').map((row) => row.name),
  };
}

function addLabels(database: Database, events: readonly LabelEvent[]): void {
  const time = new Date().toISOString();
  for (const { imageIndex, className, source, origin } of events) {
    if (className !== null) database.run('INSERT INTO class (name) VALUES (?) ON CONFLICT DO NOTHING', className);
    database.run(
      `INSERT INTO label_event (image_id, class_id, source, origin, time)
       VALUES (?, (SELECT id FROM class WHERE name = ?), ?, ?, ?)`,
      imageIndex,
      className,
      source,
      origin,
      time,
    );
  }
}
