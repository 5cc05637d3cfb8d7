import type { WorkbenchEvent } from '../../shared/contract/events.ts';
import { useActivities } from '../stores/activities.ts';
import { useColumns } from '../stores/columns.ts';
import { useConnection } from '../stores/connection.ts';
import { useMap } from '../stores/map.ts';
import { useProblems } from '../stores/problems.ts';
import { useProject } from '../stores/project.ts';
import { useTraining } from '../stores/training.ts';
import type { ConnectionListener } from './keepConnected.ts';

/** Feeds all stores from the stream of events. After a restart of the engine the state arrives anew the same way. */
export function feedStores(): ConnectionListener {
  const connection = useConnection();
  const activities = useActivities();
  const project = useProject();
  const columns = useColumns();
  const training = useTraining();
  const map = useMap();
  const problems = useProblems();

  return {
    opened(info) {
      activities.clear();
      training.clear();
      connection.opened(info);
    },
    lost: () => connection.lost(),
    event(event: WorkbenchEvent) {
      switch (event.type) {
        case 'project':
          if (project.take(event.project)) forgetProject();
          break;
        case 'columns':
          columns.take(event.columns);
          break;
        case 'activity':
          activities.take(event.activity);
          if (event.activity.error) problems.report(event.activity.error);
          break;
        case 'map':
          map.changed();
          break;
        case 'training':
          training.take(event.state, event.metrics);
          break;
        case 'relabelled':
          training.relabel(event.images);
          break;
      }
    },
  };

  function forgetProject(): void {
    columns.clear();
    training.clear();
    map.forget();
  }
}
