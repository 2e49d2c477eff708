export const HOUR_MINUTES = 60;
export const DAY_MINUTES = 1_440;
export const WEEK_HOURS = 168;

/** Unix time began on a Thursday, weeks begin on Monday. */
const THURSDAY_HOURS = 72;
const WORK_WEEK_HOURS = 120;

/** The Unix hour of a Unix minute. */
export function hourOf(minute: number): number {
  return Math.floor(minute / HOUR_MINUTES);
}

/** The place of a Unix hour in its week: 0 is Monday 00:00 UTC. */
export function hourOfWeek(hour: number): number {
  return (((hour + THURSDAY_HOURS) % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS;
}

/** Whether a Unix hour belongs to Saturday or Sunday, UTC. */
export function isWeekend(hour: number): boolean {
  return hourOfWeek(hour) >= WORK_WEEK_HOURS;
}

/** The place of a Unix hour in the 24 hours of working days, followed by the 24 of weekends. */
export function hourOfDayType(hour: number): number {
  return (hourOfWeek(hour) % 24) + (isWeekend(hour) ? 24 : 0);
}
