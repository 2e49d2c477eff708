import { rememberHour } from './clock-memory.ts';
import { isFrozenInHour } from './freeze.ts';
import { isYoung, knowledgeAt } from './maturity.ts';
import { ageNewcomers } from './newcomers.ts';
import { learnHour } from './season.ts';
import { AT, type DetectorState, read, WHEN, when } from './state.ts';
import { isRising, weighHour } from './sustained.ts';
import { HOUR_MINUTES, hourOf } from './week-clock.ts';

/** Silence of more than two weeks is learned as two weeks of it, so that a step's work is bounded. */
const SILENT_HOURS_MAX = 336;
const OBSERVED_MINUTES_MIN = 20;

/** Learns the hours that ended between the last reading and `minute`: the one under way, then silent ones. */
export function closeHours(state: DetectorState, minute: number): void {
  const now = hourOf(minute);
  const open = hourOf(when(state.minutes, WHEN.last));
  if (now <= open) return;
  closeHour(state, open);
  for (let hour = Math.max(open + 1, now - SILENT_HOURS_MAX); hour < now; hour++) closeHour(state, hour);
}

function closeHour(state: DetectorState, hour: number): void {
  const { single, minutes } = state;
  const first = when(minutes, WHEN.first);
  const observed = (hour + 1) * HOUR_MINUTES - Math.max(hour * HOUR_MINUTES, first);
  if (observed >= OBSERVED_MINUTES_MIN) {
    const age = hour * HOUR_MINUTES - first;
    const mean = read(single, AT.hourRequests) / observed;
    const trusted = knowledgeAt(age) === 'full';
    weighHour(state, hour, mean, trusted);
    const frozen = isFrozenInHour(state, hour);
    if (!frozen) learnHour(state, hour, mean, { trusted, rising: isRising(state) });
    rememberHour(state, hour, frozen && !isYoung(age));
  }
  single[AT.hourRequests] = 0;
  single[AT.hourPeak] = 0;
  single[AT.sourceShift] = 0;
  single[AT.sourceMinutes] = 0;
  single[AT.topShare] = 0;
  single[AT.topMinutes] = 0;
  ageNewcomers(state);
}
