import { type Bands, bandsAt } from './detector/bands.ts';
import { toUnixMinute } from './detector/key-memory.ts';
import type { Knowledge } from './detector/reading.ts';
import type { DetectorSettings } from './detector/settings.ts';
import { type DetectorState, newState } from './detector/state.ts';
import { step } from './detector/step.ts';
import { MINUTE_MS } from './usage/cell.ts';

/** What is counted of a key's minute. */
export interface CountedMinute {
  readonly minute: Date;
  readonly requests: number;
  readonly errors: number;
  readonly denied: number;
  readonly deniedScope: number;
  readonly deniedAddress: number;
  readonly dead: number;
}

/** A minute beside what was expected of it; undefined: the detector did not know the key yet. */
export interface ExpectedMinute extends Pick<CountedMinute, 'requests' | 'errors' | 'denied'> {
  readonly at: Date;
  readonly bands: Bands | undefined;
}

/** What was expected of a span. */
export interface ExpectedSpan {
  /** How far the detector knew the key in the end, from these minutes alone. */
  readonly knowledge: Knowledge;
  /** Each minute of the span, also those without requests. */
  readonly minutes: readonly ExpectedMinute[];
}

/**
 * What a detector that begins from nothing expected of each minute of a span (Unix milliseconds), judging by the minutes
 * before it. `counted` are the key's closed minutes in their order, quiet ones left out: those of the span, and as many before
 * it as are known. Where requests came from is not looked at, so findings about that do not keep it from learning.
 */
export function expectMinutes(
  counted: readonly CountedMinute[],
  span: { readonly from: number; readonly before: number },
  settings: DetectorSettings,
): ExpectedSpan {
  const [first] = counted;
  let state = first === undefined ? undefined : newState(toUnixMinute(first.minute));
  let knowledge: Knowledge = 'learning';
  const take = (minute: CountedMinute): void => {
    if (state !== undefined) ({ state, knowledge } = learn(state, minute, settings));
  };
  const before = counted.filter(({ minute }) => minute.getTime() < span.from);
  for (const minute of before) take(minute);
  const within = new Map(counted.slice(before.length).map((each) => [each.minute.getTime(), each]));
  const minutes: ExpectedMinute[] = [];
  for (let at = span.from; at < span.before; at += MINUTE_MS) {
    const minute = within.get(at) ?? quiet(new Date(at));
    const { requests, errors, denied } = minute;
    const bands = state === undefined ? undefined : bandsAt(state, at / MINUTE_MS, settings);
    minutes.push({ at: minute.minute, requests, errors, denied, bands });
    take(minute);
  }
  return { knowledge, minutes };
}

function learn(
  state: DetectorState,
  { minute: at, ...counted }: CountedMinute,
  settings: DetectorSettings,
): { readonly state: DetectorState; readonly knowledge: Knowledge } {
  const minute = toUnixMinute(at);
  return step(state, { ...counted, minute, distinctIps: 0 }, minute + 1, { platformFails: false }, settings);
}

function quiet(minute: Date): CountedMinute {
  return { minute, requests: 0, errors: 0, denied: 0, deniedScope: 0, deniedAddress: 0, dead: 0 };
}
