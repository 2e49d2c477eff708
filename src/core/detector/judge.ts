import { judgeDeadKey } from './dead-key.ts';
import { judgeDenied } from './denied.ts';
import { judgeDormant } from './dormant.ts';
import { judgeErrors } from './error-rate.ts';
import { judgeFanOut } from './fan-out.ts';
import type { FindingKind, Judgement } from './finding.ts';
import { isOpen } from './incident.ts';
import { judgeNewcomers } from './newcomers.ts';
import { judgeOffHours } from './off-hours.ts';
import type { Knowledge, Reading } from './reading.ts';
import type { DetectorSettings } from './settings.ts';
import { judgeSpike, QUIET_SHARE } from './spike.ts';
import { AT, type DetectorState, read } from './state.ts';
import { judgeSustained } from './sustained.ts';

/** What the rules are told beside the state and the reading. */
export interface Circumstances {
  readonly silentMinutes: number;
  readonly knowledge: Knowledge;
  readonly platformFails: boolean;
  readonly settings: DetectorSettings;
}

/** One judgement of each kind that has something to say, found or not. */
export type Judgements = Readonly<Partial<Record<FindingKind, Judgement | undefined>>>;

const NOTHING: Judgements = {};

/** Up to this multiple of the busiest hour, a burst in an hour of rest is told as such. */
const OFF_HOURS_BUSY_MAX = 1.3;

/** Asks every rule about a reading; each counts how long it holds, so a reading is judged once. */
export function judge(state: DetectorState, reading: Reading, circumstances: Circumstances): Judgements {
  const { silentMinutes, knowledge, platformFails, settings } = circumstances;
  const { minute } = reading;
  const burst = judgeSpike(state, minute, knowledge, settings);
  const rest = judgeOffHours(state, silentMinutes, knowledge, settings);
  const errors = platformFails ? undefined : judgeErrors(state, knowledge, settings);
  const fanOut = judgeFanOut(state, reading, silentMinutes, { knowledge, settings });
  const newcomers = judgeNewcomers(state, reading, silentMinutes, settings);
  const denied = judgeDenied(state, reading, silentMinutes, settings);
  const dead = judgeDeadKey(state, reading, silentMinutes, settings);
  const rise = judgeSustained(state, minute, settings);
  const dormant = judgeDormant(state, minute, settings);
  const sources = stronger(fanOut, knowledge === 'full' ? newcomers : undefined);
  const volume = burst ?? rest;
  const other = errors ?? sources ?? denied ?? dead ?? rise ?? dormant;
  if (volume === undefined && other === undefined) return NOTHING;
  return {
    ...volumeOf(state, burst, rest),
    error_rate: errors,
    source_fan_out: sources,
    denied_burst: denied,
    dead_key: dead,
    sustained: rise,
    dormant,
  };
}

/** One incident of volume at a time: a burst that goes on keeps its kind. */
function volumeOf(
  state: DetectorState,
  burst: Judgement | undefined,
  rest: Judgement | undefined,
): Judgements {
  if (burst === undefined) return { off_hours: rest };
  if (isOpen(state, 'spike')) return { spike: burst };
  if (!isOpen(state, 'off_hours') && !isWhileAtRest(state.single)) return { spike: burst };
  return { off_hours: burst.found ? burst : (rest ?? burst) };
}

function isWhileAtRest(single: Float32Array): boolean {
  const busy = read(single, AT.busy);
  return read(single, AT.expected) < QUIET_SHARE * busy && read(single, AT.level) < OFF_HOURS_BUSY_MAX * busy;
}

function stronger(a: Judgement | undefined, b: Judgement | undefined): Judgement | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.found !== b.found) return a.found ? a : b;
  return b.score > a.score ? b : a;
}
