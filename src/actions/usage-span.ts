import { Refusal } from '../core/errors.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import {
  GRAIN_MS,
  type Granularity,
  KEPT_DAYS,
  RANGE_DAYS_MAX,
  rangeBefore,
  type UsageRange,
  wholeSteps,
} from '../core/usage/range.ts';
import { parseTimeZone, type TimeZone } from '../core/usage/time-zone.ts';

/** A span of time as it is asked for. */
export interface AskedSpan {
  readonly from: Date;
  readonly to: Date;
  readonly granularity: Granularity;
  /** Whose clocks the steps follow; left out: UTC. */
  readonly timeZone?: string | undefined;
}

/**
 * The whole steps that a span touches, and on demand the same span before. Nothing is read for it. Refused with
 * INVALID_INPUT, RANGE_TOO_LONG or RANGE_NOT_KEPT, naming what may be asked for.
 */
export function readSpan(asked: AskedSpan, now: Date): { range: UsageRange; before: () => UsageRange } {
  const { granularity, timeZone = 'UTC' } = asked;
  const zone = readZone(timeZone);
  const [from, to] = [asked.from.getTime(), asked.to.getTime()];
  if (to <= from) throw new Refusal('INVALID_INPUT', 'to: must be later than `from`.');
  if (from < FIRST_MS || to > LAST_MS) {
    throw new Refusal('INVALID_INPUT', 'from, to: must be within the years 1970 to 9998.');
  }
  const daysMax = RANGE_DAYS_MAX[granularity];
  if (to - from > daysMax * DAY_MS) {
    throw new Refusal(
      'RANGE_TOO_LONG',
      `By ${granularity} a range has at most ${daysMax} days; ask for less or coarser.`,
    );
  }
  const range = wholeSteps(granularity, from, to, zone);
  demandKept(range, timeZone, now, 'begin later or ask coarser');
  return {
    range,
    before: () => {
      const before = rangeBefore(range, zone);
      demandKept(before, timeZone, now, 'ask for less, or without `compare`');
      return before;
    },
  };
}

const FIRST_MS = 0;
const LAST_MS = Date.UTC(9999, 0, 1);

function readZone(name: string): TimeZone {
  const zone = parseTimeZone(name);
  if (zone === undefined) {
    throw new Refusal(
      'INVALID_INPUT',
      'timeZone: must be a name such as Asia/Kathmandu, or an offset such as +05:45.',
    );
  }
  return zone;
}

/** Local days are made of finer sums than UTC days, which are not kept for ever. */
function demandKept(range: UsageRange, timeZone: string, now: Date, advice: string): void {
  const { granularity, grain } = range;
  const fine = granularity !== 'MINUTE' && grain === 'MINUTE';
  if (fine) {
    throw new Refusal(
      'INVALID_INPUT',
      `timeZone: the clocks of ${timeZone} were then ahead by no whole quarter of an hour, which nothing was summed by; use UTC.`,
    );
  }
  const days = KEPT_DAYS[grain];
  if (range.from >= now.getTime() - days * DAY_MS - GRAIN_MS[grain] - slackMs(range)) return;
  const kept =
    granularity === 'DAY'
      ? `Days by the clocks of ${timeZone} are summed from hours, which are kept for ${days} days, days by UTC for ever`
      : `By ${granularity} usage is kept for ${days} days`;
  throw new Refusal('RANGE_NOT_KEPT', `${kept}; ${advice}.`);
}

/** A range of the last days as long as is kept may be asked for: it is widened to the whole first step. */
function slackMs({ granularity, grain, steps, to }: UsageRange): number {
  return granularity === grain ? 0 : (steps[1] ?? to) - (steps[0] ?? to);
}
