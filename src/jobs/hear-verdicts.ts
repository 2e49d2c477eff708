import { findingKindOf } from '../core/alert-kind.ts';
import { acceptAsExpected, type JudgedIncident, rejectAsMalicious } from '../core/detector/feedback.ts';
import { toUnixMinute } from '../core/detector/key-memory.ts';
import { HOUR_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { findPastReadings } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import { markHeard, type UnheardVerdict } from '../storage/unheard-verdicts.ts';
import type { JobContext } from './deps.ts';
import { recallKeys, type SliceMemory } from './slice-memory.ts';

/** A verdict, with what its incident showed. */
interface UnderstoodVerdict extends UnheardVerdict {
  readonly incident: JudgedIncident;
}

/** Of a longer incident, the last hours tell what it was. */
const READ_MS_MAX = 48 * HOUR_MS;

/** Brings what verdicts are about to memory, as far as it can be: the others are heard with a later minute. */
export async function understandVerdicts(
  context: JobContext,
  memory: SliceMemory,
  verdicts: readonly UnheardVerdict[],
  minute: number,
): Promise<readonly UnderstoodVerdict[]> {
  const understood: UnderstoodVerdict[] = [];
  for (const verdict of await recallKeys(context, memory, verdicts, minute)) {
    const kind = findingKindOf(verdict.kind);
    if (kind === undefined) continue;
    understood.push({ ...verdict, incident: { kind, ...(await recallIncident(context, verdict)) } });
  }
  return understood;
}

/**
 * Takes verdicts into the memories of their keys, each once, and returns these keys, whose states the transaction has to
 * store. A verdict that was changed meanwhile is left.
 */
export async function hearVerdicts(
  db: Db,
  memory: SliceMemory,
  verdicts: readonly UnderstoodVerdict[],
): Promise<readonly string[]> {
  if (verdicts.length === 0) return [];
  const marked = await markHeard(db, verdicts);
  const heard = verdicts.filter(({ alertId }) => marked.has(alertId));
  for (const { keyId, verdict, incident } of heard) {
    const known = memory.keys.get(keyId);
    if (known === undefined) continue;
    (verdict === 'EXPECTED' ? acceptAsExpected : rejectAsMalicious)(known.memory.state, incident);
    memory.unsaved.add(keyId);
  }
  return [...new Set(heard.map(({ keyId }) => keyId))];
}

async function recallIncident(
  { storage }: JobContext,
  { workspaceId, keyId, since, lastMinute, observed }: UnheardVerdict,
): Promise<Omit<JudgedIncident, 'kind'>> {
  const before = new Date(lastMinute.getTime() + MINUTE_MS);
  const from = new Date(Math.max(since.getTime(), before.getTime() - READ_MS_MAX));
  const readings = await findPastReadings(storage.read, [{ workspaceId, keyId }], { from, before });
  const most = { requests: 0, distinctIps: 0, requestsOfThem: 0, deniedScope: 0, deniedAddress: 0 };
  for (const { requests, distinctIps, deniedScope, deniedAddress } of readings) {
    most.requests = Math.max(most.requests, requests);
    most.deniedScope = Math.max(most.deniedScope, deniedScope);
    most.deniedAddress = Math.max(most.deniedAddress, deniedAddress);
    if (distinctIps <= most.distinctIps) continue;
    most.distinctIps = distinctIps;
    most.requestsOfThem = requests;
  }
  return { since: toUnixMinute(since), last: toUnixMinute(lastMinute), observed, ...most };
}
