import type { Judgement } from './finding.ts';
import { keptShares } from './kept.ts';
import type { Reading } from './reading.ts';
import type { DetectorSettings } from './settings.ts';
import { AT, type DetectorState, read } from './state.ts';

/** Recent minutes weigh 0.9 by age. More requests than these with a dead key are told: one may have been under way. */
const kept = keptShares(0.9);
const REQUESTS_MAX = 1.5;

/** Judges the requests of about ten minutes with a revoked, expired or suspended key. Each reading is judged once. */
export function judgeDeadKey(
  { single }: DetectorState,
  { dead }: Reading,
  silentMinutes: number,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const before = read(single, AT.dead);
  if (before === 0 && !dead) return undefined;
  const observed = before * kept(silentMinutes + 1) + (dead ?? 0);
  single[AT.dead] = observed < 1e-3 ? 0 : observed;
  const upper = REQUESTS_MAX / sensitivity;
  if (!dead) return undefined;
  const score = 3 + Math.log10(1 + observed);
  return { observed, expected: 0, lower: 0, upper, score, bound: 'floor', found: observed > upper };
}
