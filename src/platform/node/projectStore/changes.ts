import { labelChange, type LabelChange } from '../../../shared/domain/labelChange.ts';
import type {
  ChangeContent,
  ChangeRecord,
  ClassRecord,
  LabelEvent,
  NewChange,
} from '../../../shared/domain/records.ts';
import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import type { Database } from './database.ts';

interface ChangeRow {
  readonly id: number;
  /** JSON of what was done; English words where an older Handful wrote it. */
  readonly words: string;
  readonly undoes: number | null;
  readonly redoes: number | null;
}

interface ClassRow {
  readonly class_id: number;
  readonly name: string;
  readonly colour: string | null;
  readonly position: number;
  readonly is_removed: number;
  readonly joined_with: number | null;
}

const CLASSES_GIVEN = 'SELECT * FROM class_event WHERE change_id = ? ORDER BY id';

const LABELS_GIVEN = `
  SELECT image_id AS imageIndex, class_id AS classIndex, source, origin
  FROM label_event WHERE change_id = ? ORDER BY id`;

/** `?` twice: the change, before which an image without an event had no label. */
const LABELS_BEFORE = `
  SELECT given.image_id AS imageIndex, before.class_id AS classIndex,
    coalesce(before.source, 'human') AS source, coalesce(before.origin, 'undo') AS origin
  FROM label_event AS given LEFT JOIN label_event AS before ON before.id =
    (SELECT max(id) FROM label_event WHERE image_id = given.image_id AND change_id < ?)
  WHERE given.change_id = ? ORDER BY given.id`;

/** `?` twice: the change, before which a class without an event was not there. */
const CLASSES_BEFORE = `
  SELECT given.class_id, coalesce(before.name, given.name) AS name, before.colour,
    coalesce(before.position, given.position) AS position, coalesce(before.is_removed, 1) AS is_removed,
    before.joined_with
  FROM class_event AS given LEFT JOIN class_event AS before ON before.id =
    (SELECT max(id) FROM class_event WHERE class_id = given.class_id AND change_id < ?)
  WHERE given.change_id = ? ORDER BY given.id`;

type ChangeMethods = 'addChange' | 'changes' | 'changeContent' | 'contentBefore' | 'classRecords' | 'classes';

export function changeTables(database: Database): Pick<ProjectStore, ChangeMethods> {
  const classRecords = () => database.all<ClassRow>('SELECT * FROM class_now ORDER BY class_id').map(toClass);
  return {
    addChange: (change) => database.transaction(() => addChange(database, change)),
    changes: () =>
      database.all<ChangeRow>('SELECT id, words, undoes, redoes FROM label_change ORDER BY id').map(toChange),
    changeContent: (id): ChangeContent => ({
      labels: database.all<LabelEvent>(LABELS_GIVEN, id),
      classes: database.all<ClassRow>(CLASSES_GIVEN, id).map(toClass),
    }),
    contentBefore: (id): ChangeContent => ({
      labels: database.all<LabelEvent>(LABELS_BEFORE, id, id),
      classes: database.all<ClassRow>(CLASSES_BEFORE, id, id).map(toClass),
    }),
    classRecords,
    classes: () => classRecords().flatMap(({ name, isRemoved }) => (isRemoved ? [] : [name])),
  };
}

function addChange(database: Database, { what, undoes, redoes, classes, labels }: NewChange): number {
  const id = database.all<{ id: number }>('SELECT coalesce(max(id), 0) + 1 AS id FROM label_change')[0]!.id;
  const time = new Date().toISOString();
  const words = JSON.stringify(what);
  database.run('INSERT INTO label_change VALUES (?, ?, ?, ?, ?)', id, time, words, undoes ?? null, redoes ?? null);
  for (const record of classes) addClassEvent(database, id, record);
  for (const { imageIndex, classIndex, source, origin } of labels) {
    database.run(
      'INSERT INTO label_event (change_id, image_id, class_id, source, origin) VALUES (?, ?, ?, ?, ?)',
      id,
      imageIndex,
      classIndex,
      source,
      origin,
    );
  }
  return id;
}

function addClassEvent(database: Database, changeId: number, record: ClassRecord): void {
  database.run('INSERT INTO class (id) VALUES (?) ON CONFLICT DO NOTHING', record.index);
  database.run(
    `INSERT INTO class_event (change_id, class_id, name, colour, position, is_removed, joined_with)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    changeId,
    record.index,
    record.name,
    record.colour ?? null,
    record.position,
    Number(record.isRemoved),
    record.joinedWith ?? null,
  );
}

function toClass(row: ClassRow): ClassRecord {
  return {
    index: row.class_id,
    name: row.name,
    colour: row.colour ?? undefined,
    position: row.position,
    isRemoved: row.is_removed === 1,
    joinedWith: row.joined_with ?? undefined,
  };
}

function toChange({ id, words, undoes, redoes }: ChangeRow): ChangeRecord {
  return { id, what: toLabelChange(words), undoes: undoes ?? undefined, redoes: redoes ?? undefined };
}

/** What is no JSON of ours is shown as it stands: no project shall fail to open for it. */
function toLabelChange(words: string): LabelChange {
  try {
    return labelChange.parse(JSON.parse(words));
  } catch {
    return { kind: 'inWords', words };
  }
}
