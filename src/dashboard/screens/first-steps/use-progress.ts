import { useMemo, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { FirstStepsDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { DAY_MS } from '../../ui/time-units.ts';

/** How far a workspace has come. */
export interface Progress {
  /** The slug of one of its servers. */
  readonly server: string | undefined;
  readonly hasKey: boolean;
  readonly hasToken: boolean;
  /** A request was counted. */
  readonly counted: boolean;
}

const DAYS = 30;
const EVERY_MS = 3_000;

/** Follows how far the workspace has come, until its first request is counted; undefined while nothing is known. */
export function useProgress(): Progress | undefined {
  const { id, isAdmin } = useWorkspace();
  const [today] = useState(() => Math.floor(Date.now() / DAY_MS) * DAY_MS);
  const [counted, setCounted] = useState(false);
  const variables = useMemo(
    () => ({
      workspaceId: id,
      isAdmin,
      from: new Date(today - DAYS * DAY_MS).toISOString(),
      to: new Date(today + 2 * DAY_MS).toISOString(),
    }),
    [id, isAdmin, today],
  );
  const { data } = useRead(FirstStepsDocument, variables, counted ? {} : { everyMs: EVERY_MS });
  if (data === undefined) return undefined;
  const now = data.usage.totals.requests > 0;
  if (now !== counted) setCounted(now);
  const tokens = data.accessTokens?.edges ?? [];
  return {
    server: data.servers[0]?.slug,
    hasKey: data.workspace.keyCount > 0,
    hasToken: tokens.some(({ node }) => node.kind === 'GATEWAY'),
    counted: now,
  };
}
