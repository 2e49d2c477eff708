import { useEffect, useMemo, useReducer, useState } from 'react';
import { type LiveState, useLive } from '../../api/use-live.ts';
import { useRead } from '../../api/use-read.ts';
import {
  OverviewMinutesDocument,
  OverviewTickDocument,
  type OverviewTickSubscription,
} from '../../gql/graphql.ts';
import { useNow } from '../../ui/now.ts';
import { HOUR_MS } from '../../ui/time-units.ts';
import type { UsageStep } from './series.ts';

/** How many minutes are looked back. */
const LIVE_MINUTES = 60;
/** Two hours of steps are read at once. */
const STEPS_MAX = 120;

type Tick = OverviewTickSubscription['usageTick'];

/** The last hour as it is counted. */
export interface LiveMinutes {
  /** Undefined: still being read. Ascending; the last is the open minute. */
  readonly minutes: readonly UsageStep[] | undefined;
  readonly tick: Tick | undefined;
  /** Changes with whatever is counted. */
  readonly news: number;
  readonly state: LiveState;
}

/** Follows the minutes of a workspace; after a break, those that were missed are read. */
export function useLiveMinutes(workspaceId: string): LiveMinutes {
  const [tick, setTick] = useState<Tick>();
  const [ticked, keep] = useReducer(withNewer, NONE);
  const state = useLive(OverviewTickDocument, { workspaceId }, ({ usageTick }) => {
    setTick(usageTick);
    keep(usageTick.minutes);
  });
  const now = useNow(60_000);
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const variables = useMemo(
    () => ({
      workspaceId,
      from: new Date(hour - HOUR_MS).toISOString(),
      to: new Date(hour + HOUR_MS).toISOString(),
    }),
    [workspaceId, hour],
  );
  const { data, again } = useRead(OverviewMinutesDocument, variables);
  useEffect(() => {
    if (state === 'LIVE') again();
  }, [state, again]);
  const stored = data?.usage.groups[0]?.series;
  const minutes = useMemo(() => {
    if (stored === undefined && ticked.length === 0) return undefined;
    const open = tick?.minutes.at(-1)?.at ?? new Date(now).toISOString();
    return withNewer(stored ?? NONE, ticked)
      .filter(({ at }) => at <= open)
      .slice(-LIVE_MINUTES);
  }, [stored, ticked, tick, now]);
  const news = useMemo(() => ticked.reduce((sum, step) => sum + countedIn(step), 0), [ticked]);
  return { minutes, tick, news, state };
}

const NONE: readonly UsageStep[] = [];

function countedIn({ requests, denied, clientErrors, serverErrors }: UsageStep): number {
  return requests + denied + clientErrors + serverErrors;
}

/** The known minutes with newer figures of some of them: counts only grow. */
function withNewer(known: readonly UsageStep[], news: readonly UsageStep[]): readonly UsageStep[] {
  const byTime = new Map(known.map((step) => [step.at, step]));
  for (const step of news) {
    const before = byTime.get(step.at);
    if (before === undefined || before.requests <= step.requests) byTime.set(step.at, step);
  }
  return [...byTime.values()].sort((a, b) => a.at.localeCompare(b.at)).slice(-STEPS_MAX);
}
