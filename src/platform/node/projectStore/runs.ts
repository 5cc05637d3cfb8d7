import { HandfulError } from '../../../shared/errors.ts';
import type { MetricRecord, Prediction, RunRecord } from '../../../shared/domain/records.ts';
import type { NewPrediction, ProjectStore } from '../../../services/ports/projectStore.ts';
import type { Database } from './database.ts';

type RunRow = Omit<RunRecord, 'report'> & { readonly report: string | null };
type MetricRow = Omit<MetricRecord, 'value'> & { readonly value: number | null };

type RunMethods =
  | 'startRun'
  | 'updateRun'
  | 'runs'
  | 'addMetrics'
  | 'metrics'
  | 'truncateMetrics'
  | 'setPredictions'
  | 'addPredictions'
  | 'predictedImages'
  | 'predictions';

const SELECT_RUNS = 'SELECT id, state, settings, report, started_at AS startedAt FROM run';

/** A class that was joined with another is that one, over as many joins as there were. */
const SELECT_PREDICTIONS = `
  WITH RECURSIVE meant (class_id, now_id) AS (
    SELECT class_id, class_id FROM class_now
    UNION ALL
    SELECT meant.class_id, class_now.joined_with FROM meant JOIN class_now ON class_now.class_id = meant.now_id
    WHERE class_now.joined_with IS NOT NULL
  )
  SELECT image_id AS imageIndex, class_now.name AS className, confidence
  FROM prediction JOIN meant ON meant.class_id = prediction.class_id
    JOIN class_now ON class_now.class_id = meant.now_id AND class_now.is_removed = 0
  WHERE run_id = ? ORDER BY image_id`;

const SELECT_PREDICTED = 'SELECT image_id AS "index" FROM prediction WHERE run_id = ? ORDER BY image_id';

export function runTables(database: Database): Pick<ProjectStore, RunMethods> {
  return {
    startRun: (settings) => {
      const startedAt = new Date().toISOString();
      database.run("INSERT INTO run (state, settings, started_at) VALUES ('running', ?, ?)", settings, startedAt);
      return toRecord(database.all<RunRow>(`${SELECT_RUNS} ORDER BY id DESC LIMIT 1`)[0]!);
    },
    updateRun: (id, state, report) =>
      database.run('UPDATE run SET state = ?, report = coalesce(?, report) WHERE id = ?', state, report ?? null, id),
    runs: () => database.all<RunRow>(`${SELECT_RUNS} ORDER BY id`).map(toRecord),
    addMetrics: (runId, metrics) => database.transaction(() => addMetrics(database, runId, metrics)),
    metrics: (runId) =>
      database
        .all<MetricRow>('SELECT step, name, value FROM metric WHERE run_id = ? ORDER BY step, name', runId)
        .map(({ step, name, value }) => ({ step, name, value: value ?? Number.NaN })),
    truncateMetrics: (runId, step) => database.run('DELETE FROM metric WHERE run_id = ? AND step > ?', runId, step),
    setPredictions: (runId, predictions) => database.transaction(() => setPredictions(database, runId, predictions)),
    addPredictions: (runId, predictions) => database.transaction(() => addPredictions(database, runId, predictions)),
    predictedImages: (runId) => database.all<{ index: number }>(SELECT_PREDICTED, runId).map(({ index }) => index),
    predictions: (runId) => database.all<Prediction>(SELECT_PREDICTIONS, runId),
  };
}

function addMetrics(database: Database, runId: number, metrics: readonly MetricRecord[]): void {
  for (const { step, name, value } of metrics) {
    database.run(
      'INSERT OR REPLACE INTO metric (run_id, step, name, value) VALUES (?, ?, ?, ?)',
      runId,
      step,
      name,
      Number.isNaN(value) ? null : value,
    );
  }
}

function setPredictions(database: Database, runId: number, predictions: readonly Prediction[]): void {
  // A class may have got another name since the training began; of two that had the name, the later one is meant.
  const named = database.all<{ classId: number; name: string }>(
    'SELECT class_id AS classId, name FROM class_event ORDER BY id',
  );
  const classIds = new Map(named.map(({ classId, name }) => [name, classId]));
  database.run('DELETE FROM prediction WHERE run_id = ?', runId);
  const withClasses = predictions.map(({ imageIndex, className, confidence }): NewPrediction => {
    const classIndex = classIds.get(className);
    if (classIndex !== undefined) return { imageIndex, classIndex, confidence };
    const remedy = 'Please report this as a fault of Handful.';
    throw new HandfulError('INTERNAL', `'${className}' is predicted but never was a class of the project.`, remedy);
  });
  addPredictions(database, runId, withClasses);
}

function addPredictions(database: Database, runId: number, predictions: readonly NewPrediction[]): void {
  for (const { imageIndex, classIndex, confidence } of predictions) {
    database.run('INSERT INTO prediction VALUES (?, ?, ?, ?)', runId, imageIndex, classIndex, confidence);
  }
}

function toRecord(row: RunRow): RunRecord {
  return { ...row, report: row.report ?? undefined };
}
