import { type AlertFinding, moveIncident, REOPEN_MS, SEVERITIES } from '../core/alert.ts';
import { isLasting } from '../core/alert-kind.ts';
import { incidentName } from '../storage/alert-state.ts';
import { type AlertSubject, findAlertKeys, findIncidents, type StoredAlert } from '../storage/alerts.ts';
import type { Db } from '../storage/tenancy.ts';
import { containAlerts } from './contain-alerts.ts';
import type { JobContext } from './deps.ts';
import { findMutes } from './find-mutes.ts';
import { type Moving, mayBeMuted, storeMovement } from './store-alert.ts';

/** A subject that was looked at, with all that was found about it. */
export interface LookedAt extends AlertSubject {
  readonly findings: readonly AlertFinding[];
}

/**
 * Moves the alerts of subjects past one minute, in the caller's transaction, and writes their histories and what has to be
 * told as deliveries. An incident, of one of the kinds, of a subject that was looked at and not found was quiet. What is
 * muted is not told until its mute is over (docs/adr/0024-alerts.md). Keys are contained where their policies say so.
 */
export async function moveAlerts(
  context: JobContext,
  db: Db,
  work: { readonly minute: Date; readonly kinds: readonly string[]; readonly looked: readonly LookedAt[] },
): Promise<{ deliveries: number }> {
  const minuteMs = work.minute.getTime();
  const latest = new Map<string, StoredAlert>();
  const incidents = await findIncidents(db, work.looked, {
    kinds: work.kinds,
    since: new Date(minuteMs - REOPEN_MS),
    lasting: lastingOf(work.looked),
  });
  for (const each of incidents) {
    const name = nameOf(each);
    if (!latest.has(name)) latest.set(name, each);
  }
  const found = new Map(
    work.looked.flatMap(({ findings, ...subject }) =>
      findings.map((finding) => [incidentName({ ...subject, ...finding }), { ...subject, finding }]),
    ),
  );
  const moving: Moving[] = [];
  for (const [name, alert] of latest) {
    const staysResolved = isLasting(alert.kind) && alert.resolution === 'PERSON';
    const finding = found.get(name)?.finding ?? null;
    const transition = moveIncident(alert.incident, finding, minuteMs, staysResolved);
    moving.push({ ...alert, keyId: alert.key?.id ?? null, alert, transition });
  }
  const fresh = [...found].filter(([name]) => !latest.has(name)).map(([, each]) => each);
  moving.push(...(await newIncidents(db, worstOf(fresh), minuteMs)));
  const muteOf = await findMutes(db, moving.filter(mayBeMuted), work.minute);
  let deliveries = 0;
  for (const each of moving) deliveries += await storeMovement(context, db, each, muteOf);
  const foundKeys = work.looked.flatMap(({ keyId, findings }) => (findings.length > 0 ? (keyId ?? []) : []));
  await containAlerts(db, foundKeys, work.minute, context.now());
  return { deliveries };
}

/** The kinds and topics of what was found that lasts, each once: keys with the same quota share theirs. */
function lastingOf(looked: readonly LookedAt[]): Pick<AlertFinding, 'kind' | 'topic'>[] {
  const lasting = looked.flatMap(({ findings }) => findings.filter(({ kind }) => isLasting(kind)));
  return [...new Map(lasting.map((finding) => [`${finding.kind} ${finding.topic}`, finding])).values()];
}

/** Opening alerts takes a few statements each. In one go no more are opened than fit well into a transaction. */
const OPENED_MAX = 200;

/** The worst findings; what goes on is found again in the next minute. */
function worstOf<Found extends { readonly finding: AlertFinding }>(
  fresh: readonly Found[],
): readonly Found[] {
  if (fresh.length <= OPENED_MAX) return fresh;
  const rank = ({ finding }: Found) => SEVERITIES.indexOf(finding.severity);
  return fresh
    .toSorted((one, other) => rank(other) - rank(one) || other.finding.score - one.finding.score)
    .slice(0, OPENED_MAX);
}

async function newIncidents(
  db: Db,
  fresh: readonly (AlertSubject & { readonly finding: AlertFinding })[],
  minuteMs: number,
): Promise<Moving[]> {
  const keyIds = fresh.flatMap(({ keyId }) => keyId ?? []);
  const keys: ReadonlyMap<string, StoredAlert['key']> =
    keyIds.length === 0 ? new Map() : await findAlertKeys(db, keyIds);
  return fresh.flatMap(({ workspaceId, keyId, finding }) => {
    const key = keyId === null ? null : keys.get(keyId);
    if (key === undefined) return [];
    const { kind, topic } = finding;
    const transition = moveIncident(null, finding, minuteMs);
    return [{ workspaceId, keyId, kind, topic, key, alert: null, transition }];
  });
}

function nameOf(alert: StoredAlert): string {
  return incidentName({ ...alert, keyId: alert.key?.id ?? null });
}
