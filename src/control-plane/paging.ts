import { Refusal } from '../core/errors.ts';
import { isId } from './ids.ts';

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
  const take = pageSize(args) + 1;
  return { take, after: args.after == null ? undefined : decodeCursor(args.after) };
}

/** How many rows a page has. Refused with INVALID_INPUT. */
export function pageSize({ first }: PageArgs): number {
  const size = first ?? PAGE_SIZE;
  if (size >= 1 && size <= PAGE_SIZE_MAX) return size;
  throw new Refusal(
    'INVALID_INPUT',
    `first: must be from 1 to ${PAGE_SIZE_MAX}; ask for further pages with \`after\`.`,
  );
}

/**
 * The rows behind a place, where they are ordered by a time and, within it, by an id, whose names the two functions give
 * to conditions. The first condition lets an index begin there.
 */
export function behind<AtWhere, IdWhere>(
  { at, id }: Place,
  timeIs: (condition: { lte?: Date; lt?: Date }) => AtWhere,
  idIs: (condition: { lt: string }) => IdWhere,
) {
  return { ...timeIs({ lte: at }), OR: [timeIs({ lt: at }), idIs({ lt: id })] };
}

/** The condition on ids of most lists. */
export function byId<Condition>(id: Condition) {
  return { id };
}

/** Makes a Relay connection of the rows that were read for a page. */
export function toConnection<Row>(rows: readonly Row[], args: PageArgs, placeOf: (row: Row) => Place) {
  return toPage(rows, args, (row) => encodeCursor(placeOf(row)));
}

/** Makes a Relay connection of a page's rows and the one behind them, where the list has cursors of its own. */
export function toPage<Row>(rows: readonly Row[], args: PageArgs, cursorOf: (row: Row) => string) {
  const size = args.first ?? PAGE_SIZE;
  const edges = rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node }));
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
  const [, at, id] = /^(\d{1,15}) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined || !isId(id)) {
    throw new Refusal(
      'INVALID_INPUT',
      'after: is no cursor of this list; take `endCursor` of the page before.',
    );
  }
  return { at: new Date(Number(at)), id };
}
