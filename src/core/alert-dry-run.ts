import { type AlertFinding, type AlertIncident, moveIncident, QUIET_MS } from './alert.ts';
import { toAlertFinding } from './alert-finding.ts';
import {
  type KeyMemory,
  type KeyMinute,
  newKeyMemory,
  stepMemory,
  toUnixMinute,
} from './detector/key-memory.ts';
import type { Knowledge } from './detector/reading.ts';
import { detectorSettingsOf, type Sensitivity } from './sensitivity.ts';
import { judgeThreshold, type Threshold } from './threshold.ts';

/** The settings that are tried on the minutes of a key. */
export interface TriedSettings {
  readonly sensitivity: Sensitivity;
  /** On all requests of the key. */
  readonly thresholds: readonly Threshold[];
}

/** An alert that would have been opened. Times are Unix milliseconds. */
export interface TriedAlert extends AlertIncident {
  readonly kind: string;
  /** The id of the threshold that was crossed; else empty. */
  readonly topic: string;
  /** Minutes in which something was found. */
  readonly minutes: number;
}

/** What settings would have raised about one key. */
export interface KeyTrial {
  /** How far the detector knew the key in the end, from these minutes alone. */
  readonly knowledge: Knowledge;
  /** The first minute in which the detector knew it well enough to tell anything; null: none. */
  readonly judgedFrom: Date | null;
  /** In the order in which they were opened. */
  readonly alerts: readonly TriedAlert[];
}

type Minute = KeyMinute & { readonly denied: number };

/**
 * Judges the closed minutes of one key, in their order and quiet ones left out, as they would have been with other settings
 * and nobody at work on the alerts. The detector begins from nothing, and no minute of a failing platform is known.
 */
export function tryAlertSettings(minutes: readonly Minute[], settings: TriedSettings): KeyTrial {
  const [first] = minutes;
  if (first === undefined) return { knowledge: 'learning', judgedFrom: null, alerts: [] };
  const memory = newKeyMemory(first.minute);
  const alerts: TriedAlert[] = [];
  const latest = new Map<string, number>();
  let knowledge: Knowledge = 'learning';
  let judgedFrom: Date | null = null;
  for (const minute of minutes) {
    const judged = judge(memory, minute, settings);
    knowledge = judged.knowledge;
    if (knowledge !== 'learning') judgedFrom ??= minute.minute;
    for (const finding of judged.findings) raise(alerts, latest, finding, minute.minute.getTime());
  }
  return { knowledge, judgedFrom, alerts };
}

/** All that is found in a minute. */
function judge(
  memory: KeyMemory,
  minute: Minute,
  { sensitivity, thresholds }: TriedSettings,
): { readonly knowledge: Knowledge; readonly findings: readonly AlertFinding[] } {
  const now = toUnixMinute(minute.minute) + 1;
  const stepped = stepMemory(memory, minute, now, { platformFails: false }, detectorSettingsOf(sensitivity));
  const detected = sensitivity === 'OFF' ? [] : stepped.findings.map(toAlertFinding);
  const judged = { ...minute, minute: minute.minute.getTime() };
  const crossed = thresholds.flatMap((threshold) => judgeThreshold(threshold, judged) ?? []);
  return { knowledge: stepped.knowledge, findings: [...detected, ...crossed] };
}

/** Opens, goes on with or reopens the alert of a finding, in place. */
function raise(
  alerts: TriedAlert[],
  latest: Map<string, number>,
  finding: AlertFinding,
  minute: number,
): void {
  const { kind, topic } = finding;
  const name = `${kind}:${topic}`;
  const place = latest.get(name);
  const known = place === undefined ? undefined : alerts[place];
  const before = known === undefined ? null : quieted(known, minute);
  const { change, incident } = moveIncident(before, finding, minute);
  if (incident === null) return;
  if (place === undefined || known === undefined || change === 'opened') {
    latest.set(name, alerts.length);
    alerts.push({ ...incident, kind, topic, minutes: 1 });
  } else alerts[place] = { ...known, ...incident, minutes: known.minutes + 1 };
}

/** An incident is over after its quiet, also where no minute was looked at meanwhile. */
function quieted(incident: AlertIncident, minute: number): AlertIncident {
  if (minute - incident.lastMinute <= QUIET_MS) return incident;
  return moveIncident(incident, null, incident.lastMinute + QUIET_MS).incident ?? incident;
}
