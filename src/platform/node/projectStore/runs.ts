import { HandfulError } from '../../../shared/errors.ts';
import type { MetricRecord, Prediction, RunRecord } from '../../../shared/domain/records.ts';
import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import type { Database } from './database.ts';

type RunRow = Omit<RunRecord, 'report'> & { readonly report: string | null };
type MetricRow = Omit<MetricRecord, 'value'> & { readonly value: number | null };

type RunMethods =
  'startRun' | 'updateRun' | 'runs' | 'addMetrics' | 'metrics' | 'truncateMetrics' | 'setPredictions' | 'predictions';

const SELECT_RUNS = 'SELECT id, state, settings, report, started_at AS startedAt FROM run';

const SELECT_PREDICTIONS = `
  SELECT image_id AS imageIndex, class.name AS className, confidence
  FROM prediction JOIN class ON class.id = prediction.class_id WHERE run_id = ? ORDER BY image_id`;

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
  const classRows = database.all<{ id: number; name: string }>('SELECT id, name FROM class');
  const classIds = new Map(classRows.map(({ id, name }) => [name, id]));
  database.run('DELETE FROM prediction WHERE run_id = ?', runId);
  for (const { imageIndex, className, confidence } of predictions) {
    const classId = classIds.get(className);
    if (classId === undefined) {
      const remedy = 'Please report this as a fault of Handful.';
      throw new HandfulError('INTERNAL', `'${className}' is predicted but no class of the project.`, remedy);
    }
    database.run('INSERT INTO prediction VALUES (?, ?, ?, ?)', runId, imageIndex, classId, confidence);
  }
}

function toRecord(row: RunRow): RunRecord {
  return { ...row, report: row.report ?? undefined };
}
