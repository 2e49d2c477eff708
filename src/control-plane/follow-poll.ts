import { GraphQLError } from 'graphql';
import { opensStill } from '../storage/access-tokens.ts';
import type { GraphqlContext } from './context.ts';

/** Readings between two looks at whether the reader still may see them. */
const LOOK_EVERY = 5;

/**
 * Follows a poll that is shared by all who ask for the same (shared-polls.ts), for as long as the session or token lasts
 * and the role in the workspace is the same. Refused with TOO_MANY_SUBSCRIPTIONS.
 */
export function followPoll<Reading>(
  context: GraphqlContext,
  of: { readonly name: string; readonly workspaceId: string },
  poll: () => Promise<Reading>,
): AsyncGenerator<Reading> {
  const readings = context.deps.polls.follow(of.name, poll);
  if (readings !== undefined) return whileOpen(context, of.workspaceId, readings);
  throw new GraphQLError('Too many subscriptions are open here; close some, or try again later.', {
    extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
  });
}

async function* whileOpen<Reading>(
  { identity, access }: GraphqlContext,
  workspaceId: string,
  readings: AsyncGenerator<Reading>,
): AsyncGenerator<Reading> {
  const role = access?.roles.get(workspaceId);
  if (access === null || role === undefined) return;
  let told = 0;
  for await (const reading of readings) {
    const look = { tokenId: access.tokenId, workspaceId, role, now: identity.now() };
    if (told % LOOK_EVERY === 0 && !(await opensStill(identity.storage.read, look))) return;
    told += 1;
    yield reading;
  }
}
