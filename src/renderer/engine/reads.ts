/** Procedures that change nothing, so that one that was cut short can simply be asked again. */
const READS = new Set([
  'app.info',
  'app.recentProjects',
  'app.listFolder',
  'project.state',
  'project.skipped',
  'project.tryFolder',
  'project.find',
  'images.columns',
  'images.view',
  'images.hashes',
  'images.details',
  'images.explain',
  'labels.suggest',
  'labels.sufficiency',
  'map.points',
  'training.options',
  'training.checkEncoder',
  'training.estimate',
  'training.state',
  'training.metrics',
  'training.runs',
  'review.summary',
  'review.cell',
  'review.disagreements',
  'exporting.defaultFolder',
]);

/** Whether a procedure, ['labels', 'suggest'] for instance, changes nothing. */
export const isRead = (path: readonly string[]): boolean => READS.has(path.join('.'));
