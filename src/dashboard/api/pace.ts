/** When something was read last, in Unix milliseconds. */
export interface LastRead {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/** News are read at most so often. */
const NEWS_MS = 5_000;
/** Without news it is read all the same: they may not have come, and what is reported late is none. */
const QUIET_MS = 30_000;
/** Between two reads is so many times what the last one took: however much there is to sum, it fills a tenth of the time. */
const RESTS = 10;
/** What seems to have taken longer was a device that slept: Keywatch ends a read before that. */
const TOOK_MS_MAX = 30_000;

/** Whether something is to be read again now. */
export function isDue({ startedAtMs, endedAtMs }: LastRead, hasNews: boolean, nowMs: number): boolean {
  const restMs = RESTS * Math.min(endedAtMs - startedAtMs, TOOK_MS_MAX);
  return nowMs >= Math.max(startedAtMs + (hasNews ? NEWS_MS : QUIET_MS), endedAtMs + restMs);
}
