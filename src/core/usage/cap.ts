/** What stands for all values beyond the cap. */
export const OTHER = 'other';

/** Lets the first `countMax` distinct values of a group through and calls the rest `other`. */
export interface Cap {
  /** `group` names what is capped together, e.g. a key; `period` when, e.g. an hour: old periods are forgotten. */
  admit(period: number, group: string, value: string): string;
}

/**
 * Keeps the number of distinct values bounded, so that a scanner or a broken client cannot flood the tables. Remembers
 * `periodsMax` periods at a time: what late events and a backfill in order of time touch at once.
 */
export function createCap(countMax: number, periodsMax: number): Cap {
  const periods = new Map<number, Map<string, Set<string>>>();
  const groupsOf = (period: number) => {
    const known = periods.get(period);
    if (known !== undefined) return known;
    const groups = new Map<string, Set<string>>();
    remember(periods, period, groups, periodsMax);
    return groups;
  };
  return {
    admit: (period, group, value) => {
      const groups = groupsOf(period);
      const values = groups.get(group);
      if (values === undefined) groups.set(group, new Set([value]));
      else if (!values.has(value)) {
        if (values.size >= countMax) return OTHER;
        values.add(value);
      }
      return value;
    },
  };
}

function remember<T>(periods: Map<number, T>, period: number, groups: T, periodsMax: number): void {
  periods.set(period, groups);
  for (const oldest of periods.keys()) {
    if (periods.size <= periodsMax) return;
    periods.delete(oldest);
  }
}
