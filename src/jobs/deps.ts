import type { ContainmentLink } from '../core/containment-link.ts';
import type { CellReader } from '../counters/cells.ts';
import type { Storage } from '../storage/client.ts';
import type { LookUp } from './look-up-host.ts';

/** Where the jobs write what an operator should see; pino's loggers fit. */
interface Log {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** What the jobs report as numbers. */
export type Measurement =
  | 'rollUpLagSeconds'
  | 'rolledUpCells'
  | 'unreadableCells'
  | 'scoredReadings'
  | 'skippedMinutes'
  | 'openedAlerts'
  | 'deliveryAttempts'
  | 'fallbackRuns';

/** What the jobs work with. */
export interface JobDeps {
  readonly storage: Storage;
  readonly cells: CellReader;
  /** Carries raised versions of keys to Redis and settles their outbox rows; PENDING where Redis is away. */
  readonly carryVersions: (keyIds: readonly string[]) => Promise<'DONE' | 'PENDING'>;
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Opens the sealed signing secret of a webhook endpoint. */
  readonly openSecret: (sealed: Uint8Array) => string;
  /** Writes the address behind which a person contains a key. */
  readonly signContainLink: (link: ContainmentLink) => string;
  /** The private ranges that webhooks may reach all the same. */
  readonly webhookAllowCidrs: readonly string[];
  /** Finds the addresses of webhooks' hosts; left out: by name servers and the system. */
  readonly lookUp?: LookUp | undefined;
  /** Sends a mail in plain text; never rejects. LOGGED where there is no mail server. */
  readonly sendMail: (mail: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly messageId?: string;
  }) => Promise<'SENT' | 'LOGGED' | 'FAILED'>;
  readonly log: Log;
  readonly observe: (name: Measurement, value: number) => void;
}

/** A run of a job; `signal` aborts when the worker stops: a run then ends at the next point where it may be left. */
export interface JobContext extends JobDeps {
  readonly signal: AbortSignal;
  /** Starts another task in this process soon, and does not wait for it. */
  readonly kick: (task: { readonly name: string }) => void;
}
