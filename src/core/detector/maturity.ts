import type { Knowledge } from './reading.ts';
import { DAY_MINUTES } from './week-clock.ts';

const LEARNING_DAYS = 1;
const CAUTIOUS_DAYS = 3;
const YOUNG_DAYS = 14;

/** How many times wider the limits are while a key is known for less than three days. */
const CAUTION = 2.5;

/** How far a key is known at an age in minutes. */
export function knowledgeAt(ageMinutes: number): Knowledge {
  if (ageMinutes < LEARNING_DAYS * DAY_MINUTES) return 'learning';
  return ageMinutes < CAUTIOUS_DAYS * DAY_MINUTES ? 'cautious' : 'full';
}

/** The factor of all limits on volume. */
export function cautionFactor(knowledge: Knowledge): number {
  return knowledge === 'full' ? 1 : CAUTION;
}

/** Whether the clock memory still has to see two of every week day, and so learns even from incidents at full speed. */
export function isYoung(ageMinutes: number): boolean {
  return ageMinutes <= YOUNG_DAYS * DAY_MINUTES;
}
