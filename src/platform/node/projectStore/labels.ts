import type { LabelEvent, LabelRecord, LoggedLabelEvent } from '../../../shared/domain/records.ts';
import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import type { Database } from './database.ts';

const SELECT_LABELS = `
  SELECT label_now.image_id AS imageIndex, class_now.name AS className, label_now.source AS source
  FROM label_now JOIN class_now ON class_now.class_id = label_now.class_id JOIN image ON image.id = label_now.image_id
  WHERE image.is_present = 1 ORDER BY label_now.image_id`;

const SELECT_NEWEST = `
  SELECT image_id AS imageIndex, class_id AS classIndex, source, origin FROM label_now ORDER BY image_id`;

const SELECT_LOG = `
  SELECT image_id AS imageIndex, label_event.class_id AS classIndex, name AS className, source, origin, time
  FROM label_event JOIN label_change ON label_change.id = label_event.change_id
    LEFT JOIN class_now ON class_now.class_id = label_event.class_id`;

export function labelTable(database: Database): Pick<ProjectStore, 'labels' | 'newestLabelEvents' | 'labelLog'> {
  return {
    labels: () => database.all<LabelRecord>(SELECT_LABELS),
    newestLabelEvents: () => database.all<LabelEvent>(SELECT_NEWEST),
    labelLog: (imageIndex) =>
      imageIndex === undefined
        ? database.all<LoggedLabelEvent>(`${SELECT_LOG} ORDER BY label_event.id`)
        : database.all<LoggedLabelEvent>(`${SELECT_LOG} WHERE image_id = ? ORDER BY label_event.id`, imageIndex),
  };
}
