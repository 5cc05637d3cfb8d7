import { HandfulError } from '../../shared/errors.ts';

/** Stands in for a part that is being built. */
export function notBuilt(): never {
  throw new HandfulError('INTERNAL', 'This part of Handful is not there yet.', 'Update Handful.');
}
