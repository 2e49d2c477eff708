import { Refusal } from '../core/errors.ts';

/** The refusal for a workspace that is unknown, foreign or deleted, which nobody can tell apart. */
export function unknownWorkspace(): Refusal {
  return new Refusal('NOT_FOUND', 'There is no such workspace; list yours with `viewer`.');
}
