import type { ChartSeries } from '../../chart/drawing.ts';
import type { OverviewSeriesQuery } from '../../gql/graphql.ts';
import { words } from '../../ui/badge.tsx';
import { count } from '../../ui/figures.ts';
import type { Shown } from './view.ts';

type Group = OverviewSeriesQuery['usage']['groups'][number];

/** A step of a series as usage tells it. */
export interface UsageStep {
  readonly at: string;
  readonly requests: number;
  readonly denied: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
}

/** What is drawn of a step. */
export function figureOf(step: UsageStep, shown: Shown): number {
  return shown === 'errors' ? step.clientErrors + step.serverErrors : step[shown];
}

/** When the steps of a report begin, in seconds. */
export function timesOf(steps: readonly UsageStep[]): readonly number[] {
  return steps.map(({ at }) => Date.parse(at) / 1_000);
}

/** The groups of a report as series; a rest without anything is left out. */
export function seriesOf(groups: readonly Group[], shown: Shown): readonly ChartSeries[] {
  return groups
    .map((group) => {
      const values = group.series.map((step) => figureOf(step, shown));
      const sum = values.reduce((total, value) => total + value, 0);
      return {
        id: idOf(group),
        label: labelOf(group),
        values,
        sum,
        figure: count(sum),
        ...(group.rest ? { colour: '--series-rest' } : {}),
      };
    })
    .filter(({ sum }, place) => sum > 0 || !(groups[place]?.rest ?? false));
}

function idOf({ rest, keyId, serverId, endpoint, code }: Group): string {
  return rest ? 'rest' : JSON.stringify([keyId, serverId, endpoint, code]);
}

function labelOf({ rest, keyId, key, server, endpoint, code }: Group): string {
  if (rest) return 'All others';
  if (code !== null && code !== undefined) return words(code);
  if (keyId !== null && keyId !== undefined) return key?.name ?? 'A deleted key';
  return server?.name ?? (endpoint || 'None named');
}
