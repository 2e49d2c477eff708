import { DetectorDryRun } from '../documents.ts';
import type { DetectorDryRunQuery } from '../gql/graphql.ts';
import type { Http } from '../http.ts';
import type { Target } from './prepare.ts';

type KeyRun = DetectorDryRunQuery['detectorDryRun'][number];

/** What the detector would have said of all keys. */
export interface Detections {
  readonly keys: number;
  /** Keys that were too new to be judged. */
  readonly learning: number;
  readonly runsWithFindings: readonly KeyRun[];
  /** Incidents: findings of one key and kind that belong together. */
  readonly incidents: number;
}

const KEYS_PER_QUERY = 100;
const MINUTES_DAYS_MAX = 7;
const DAY_MS = 86_400_000;

/** Runs the detector over the replayed range, as far as minutes are kept, without raising an alert. */
export async function detectReplayed(
  http: Http,
  target: Target,
  range: { workspaceId: string; from: string; to: string },
): Promise<Detections> {
  const from = Math.max(Date.parse(range.from), Date.parse(range.to) - MINUTES_DAYS_MAX * DAY_MS);
  const keyIds = [...target.keyIdOfAddress.values()];
  const runs: KeyRun[] = [];
  for (let at = 0; at < keyIds.length; at += KEYS_PER_QUERY) {
    const part = keyIds.slice(at, at + KEYS_PER_QUERY);
    const { workspaceId, to } = range;
    const variables = { workspaceId, from: new Date(from).toISOString(), to, keyIds: part };
    runs.push(...(await http.graphql(DetectorDryRun, variables)).detectorDryRun);
  }
  const runsWithFindings = runs.filter(({ findings }) => findings.length > 0);
  return {
    keys: runs.length,
    learning: runs.filter(({ phase }) => phase === 'LEARNING').length,
    runsWithFindings,
    incidents: runsWithFindings.reduce((sum, { findings }) => sum + incidentsOf(findings).length, 0),
  };
}

/** Lines for a person: a summary, then one line an incident. */
export function describeDetections(detections: Detections, target: Target): string[] {
  const { keys, learning, runsWithFindings, incidents } = detections;
  const addressOf = new Map([...target.keyIdOfAddress].map(([address, keyId]) => [keyId, address]));
  const noun = incidents === 1 ? 'incident' : 'incidents';
  return [
    `detector   ${incidents} ${noun} on ${runsWithFindings.length} of ${keys} keys; ${learning} keys were seen for less than a day and are only learnt`,
    ...runsWithFindings.flatMap(({ keyId, findings }) =>
      incidentsOf(findings).map(
        ({ kind, severity, since, sentence }) =>
          `           ${(addressOf.get(keyId) ?? '?').padEnd(16)} ${since}  ${kind} ${severity}: ${sentence}`,
      ),
    ),
  ];
}

/** The first finding of each incident. */
function incidentsOf(findings: KeyRun['findings']): KeyRun['findings'] {
  return findings.filter(
    (finding, at) =>
      findings.findIndex(({ kind, since }) => kind === finding.kind && since === finding.since) === at,
  );
}
