import { Refusal } from '../core/errors.ts';

/** Where a page begins, in lists ordered from new to old by a time and, within it, by id. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

/** What a client asked for. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 100;

/** Reads a page's arguments. Refused with INVALID_INPUT. `take` is one row more than the page has. */
export function readPageArgs(args: PageArgs): { take: number; after: Place | undefined } {
  const first = args.first ?? PAGE_SIZE;
  if (first < 1 || first > PAGE_SIZE_MAX) {
    throw new Refusal(
      'INVALID_INPUT',
      `first: must be from 1 to ${PAGE_SIZE_MAX}; ask for further pages with \`after\`.`,
    );
  }
  return { take: first + 1, after: args.after == null ? undefined : decodeCursor(args.after) };
}

/** Makes a Relay connection of the rows that were read for a page. */
export function toConnection<Row>(rows: readonly Row[], args: PageArgs, placeOf: (row: Row) => Place) {
  const size = args.first ?? PAGE_SIZE;
  const edges = rows.slice(0, size).map((node) => ({ cursor: encodeCursor(placeOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: args.after != null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function encodeCursor({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()} ${id}`).toString('base64url');
}

function decodeCursor(cursor: string): Place {
  const [, at, id] = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined) {
    throw new Refusal(
      'INVALID_INPUT',
      'after: is no cursor of this list; take `endCursor` of the page before.',
    );
  }
  return { at: new Date(Number(at)), id };
}
