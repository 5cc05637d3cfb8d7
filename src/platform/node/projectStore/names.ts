import { HandfulError } from '../../../shared/errors.ts';

/** The name, when it is one that every file system takes and that stays inside its folder; else throws INTERNAL. */
export function checkedName(name: string): string {
  if (/^[a-z0-9][\w.-]*$/i.test(name)) return name;
  throw new HandfulError('INTERNAL', `'${name}' is no name for a file.`, 'Please report this as a fault of Handful.');
}
