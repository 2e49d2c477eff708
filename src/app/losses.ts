import type { Logger } from 'pino';
import { MINUTE_MS } from '../core/usage/cell.ts';
import type { LossTally } from '../counters/loss-tally.ts';
import type { LossRow } from '../storage/usage-losses.ts';

/** What waits is noted so often, so a process that is killed takes little more than that with it unnoticed. */
const NOTE_EVERY_MS = 2_000;
const LAST_NOTE_MS_MAX = 2_000;

/**
 * Notes the losses of this process in Postgres as long as there are any, and at once where what waited has been sent: a
 * process that is killed then would be told to have taken it along. What cannot be noted is tried again. `stop` is for
 * when nothing can be sent any more: what waits then is lost, and noted as such if Postgres answers within two seconds.
 */
export function keepLosses(deps: {
  readonly losses: LossTally;
  readonly note: (rows: readonly LossRow[], now: Date) => Promise<void>;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'error'>;
}): { stop(): Promise<void> } {
  const { losses, note, now, log } = deps;
  let noting: Promise<void> | undefined;
  let again = false;
  const noteAll = async () => {
    const rows = losses.read();
    if (rows.length === 0) return;
    const at = now();
    await note(rows, at);
    losses.noted(rows, Math.floor(at.getTime() / MINUTE_MS) - 1);
  };
  const noteNow = () => {
    if (noting !== undefined) {
      again = true;
      return;
    }
    noting = noteAll()
      .catch(() => undefined)
      .finally(() => {
        noting = undefined;
        if (!again) return;
        again = false;
        noteNow();
      });
  };
  losses.onSent(noteNow);
  const timer = setInterval(noteNow, NOTE_EVERY_MS).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      losses.end();
      const late = Promise.withResolvers<never>();
      const deadline = setTimeout(
        () => late.reject(new Error('Postgres did not answer in time.')),
        LAST_NOTE_MS_MAX,
      );
      const last = (noting ?? Promise.resolve()).then(noteAll);
      await Promise.race([last, late.promise])
        .catch((err: unknown) => log.error({ err }, 'Losses could not be noted: `lostEvents` lacks them.'))
        .finally(() => clearTimeout(deadline));
      last.catch(() => undefined);
    },
  };
}
