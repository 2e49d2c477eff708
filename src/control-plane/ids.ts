import { Refusal } from '../core/errors.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Tells whether a text can be an id at all: Postgres fails on others. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** An id that a client gave. One that cannot be any is refused like an unknown one. */
export function idOf(text: string): string {
  if (isId(text)) return text.toLowerCase();
  throw new Refusal('NOT_FOUND', `There is nothing with the id \`${text.slice(0, 40)}\` in this workspace.`);
}
