import { rememberHour } from './clock-memory.ts';
import { isFrozenInHour } from './freeze.ts';
import { isYoung, knowledgeAt } from './maturity.ts';
import { learnHour } from './season.ts';
import { AT, type DetectorState, read } from './state.ts';
import { HOUR_MINUTES, hourOf } from './week-clock.ts';

/** Silence of more than two weeks is learned as two weeks of it, so that a step's work is bounded. */
const SILENT_HOURS_MAX = 336;
const OBSERVED_MINUTES_MIN = 20;

/** Learns the hours that ended between the last reading and `minute`: the one under way, then silent ones. */
export function closeHours(state: DetectorState, minute: number): void {
  const now = hourOf(minute);
  const open = hourOf(read(state.single, AT.last));
  if (now <= open) return;
  closeHour(state, open);
  for (let hour = Math.max(open + 1, now - SILENT_HOURS_MAX); hour < now; hour++) closeHour(state, hour);
}

function closeHour(state: DetectorState, hour: number): void {
  const { single } = state;
  const first = read(single, AT.first);
  const minutes = (hour + 1) * HOUR_MINUTES - Math.max(hour * HOUR_MINUTES, first);
  if (minutes >= OBSERVED_MINUTES_MIN) {
    const age = hour * HOUR_MINUTES - first;
    const frozen = isFrozenInHour(state, hour);
    if (!frozen) learnHour(state, hour, read(single, AT.hourRequests) / minutes, knowledgeAt(age) === 'full');
    rememberHour(state, hour, frozen && !isYoung(age));
  }
  single[AT.hourRequests] = 0;
  single[AT.hourPeak] = 0;
}
