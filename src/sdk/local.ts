import { takeFromBurst, viewBurst } from '../core/burst.ts';
import { decide } from '../core/decision.ts';
import { hashSecret } from '../core/key/digest.ts';
import { couldBeKey } from '../core/key/format.ts';
import type { RateLimit } from '../core/key/record.ts';
import { type LimitView, viewLimit } from '../core/limit-view.ts';
import { takeFromWindow, viewWindow, type WindowState } from '../core/window.ts';
import { createChangeFeed, type KeyChange } from './change-feed.ts';
import type { Decision, VerifyRequest } from './decision.ts';
import { KeywatchError } from './errors.ts';
import { createRecordStore, type KnownKey, readKnownKey } from './record-store.ts';
import type { Transport } from './transport.ts';
import { createUsageReporter } from './usage-reporter.ts';

/** Settings of local decisions. */
export interface LocalOptions {
  /** Keys remembered; 100,000 where left out. */
  readonly recordsMax?: number;
  /** The share of each limit that this process may use, above 0 up to 1: one nth for n processes. 1 where left out. */
  readonly limitShare?: number;
  /** How often usage is reported; 1,000 where left out. What a killed process did not report is not counted. */
  readonly reportEveryMs?: number;
  /** Is told of usage that could not be reported, and of records that could not be read. */
  readonly onError?: (error: KeywatchError) => void;
}

/** Decides from cached records where it may. */
export interface LocalDecisions {
  /** Undefined where Keywatch has to be asked; otherwise the request is counted here. */
  decide(request: VerifyRequest): Decision | undefined;
  /** To be told that Keywatch accepted a key, so that its record is read for the next time. */
  learn(key: string): void;
  isFresh(): boolean;
  close(): Promise<void>;
}

const NO_SCOPES: readonly string[] = [];
const READS_MAX = 32;

/** Follows the changes of Keywatch, and decides as long as it knows of all of them. */
export function createLocalDecisions(deps: {
  transport: Transport;
  timeoutMs: number;
  options: LocalOptions;
  monotonic: () => number;
  now: () => number;
}): LocalDecisions {
  const { transport, timeoutMs, options } = deps;
  const { limitShare = 1, onError = () => undefined } = options;
  const store = createRecordStore(options.recordsMax ?? 100_000);
  const reporter = createUsageReporter({
    transport,
    everyMs: options.reportEveryMs ?? 1_000,
    timeoutMs,
    onError,
  });
  const reading = new Set<string>();
  /** Told while records are being read: what was read before the change is old. */
  const changedMeanwhile = new Map<string, number>();
  let losses = 0;

  const noteChange = (change: KeyChange) => {
    store.drop(change);
    if (reading.size > 0) changedMeanwhile.set(change.keyId, change.version);
  };
  const feed = createChangeFeed({
    transport,
    onChanges: (changes) => changes.forEach(noteChange),
    onLost: () => {
      losses += 1;
      store.clear();
    },
    monotonic: deps.monotonic,
    now: deps.now,
  });

  const read = async (key: string) => {
    const lossesBefore = losses;
    const sha256 = hashSecret(key).toString('hex');
    const known = readKnownKey(await transport.post('/v1/keys/record', { sha256 }, timeoutMs));
    if (known === undefined || losses !== lossesBefore) return;
    if ((changedMeanwhile.get(known.record.id) ?? 0) > known.record.version) return;
    store.set(key, known);
  };

  return {
    decide: (request) => {
      const known = store.get(request.key);
      if (known === undefined || !known.local) return undefined;
      const nowMs = feed.wallClockIfFresh();
      if (nowMs === undefined || !reporter.hasRoom()) return undefined;
      const { record } = known;
      const slug = request.server;
      const code = decide(record, hasScopes(request) ? request : { ...request, scopes: NO_SCOPES }, nowMs);
      // Refusals are rare, and Keywatch counts each to its cause.
      if (code !== 'VALID') return undefined;
      const server = slug === undefined ? undefined : record.servers.get(slug);
      const rateLimit = shareOf(server?.rateLimit ?? record.rateLimit, limitShare);
      const allowed = take(known, rateLimit, request.cost ?? 1, nowMs);
      reporter.count(record.id, known.cells, request, allowed ? 'VALID' : 'RATE_LIMITED', nowMs);
      return writeDecision(known, allowed, viewOf(known, rateLimit, !allowed, nowMs));
    },
    learn: (key) => {
      if (reading.has(key) || reading.size >= READS_MAX || !couldBeKey(key)) return;
      if (store.get(key) !== undefined || feed.wallClockIfFresh() === undefined) return;
      reading.add(key);
      read(key)
        .catch((error: unknown) => {
          if (error instanceof KeywatchError) onError(error);
          else throw error;
        })
        .finally(() => {
          reading.delete(key);
          if (reading.size === 0) changedMeanwhile.clear();
        });
    },
    isFresh: () => feed.wallClockIfFresh() !== undefined,
    close: async () => {
      feed.close();
      store.clear();
      await reporter.close();
    },
  };
}

function hasScopes(request: VerifyRequest): request is VerifyRequest & { scopes: readonly string[] } {
  return request.scopes !== undefined;
}

function shareOf(rateLimit: RateLimit, share: number): RateLimit {
  if (share === 1) return rateLimit;
  const { limit, windowSeconds, burst } = rateLimit;
  const part = (whole: number) => (whole === 0 ? 0 : Math.max(1, Math.floor(whole * share)));
  return { limit: part(limit), windowSeconds, burst: burst == null ? null : part(burst) };
}

/** Takes from the window and the burst, or from neither. */
function take(known: KnownKey, rateLimit: RateLimit, cost: number, nowMs: number): boolean {
  const { limit, windowSeconds, burst } = rateLimit;
  if (known.windowSeconds !== windowSeconds) {
    known.windowSeconds = windowSeconds;
    known.windowIndex = 0;
    known.current = 0;
    known.previous = 0;
  }
  const windowMs = windowSeconds * 1_000;
  const { allowed, state } = takeFromWindow(windowOf(known), limit, windowMs, cost, nowMs);
  if (allowed && burst != null) {
    const taken = takeFromBurst(known.burst, { limit, windowMs, burst }, cost, nowMs);
    known.burst = taken.state;
    if (!taken.allowed) return false;
  }
  known.windowIndex = state.index;
  known.current = state.current;
  known.previous = state.previous;
  return allowed;
}

function windowOf({ windowIndex, current, previous }: KnownKey): WindowState {
  return { index: windowIndex, current, previous };
}

function viewOf(known: KnownKey, rateLimit: RateLimit, limited: boolean, nowMs: number): LimitView {
  const { limit, windowSeconds, burst } = rateLimit;
  const windowMs = windowSeconds * 1_000;
  return viewLimit({
    rateLimit,
    window: viewWindow(windowOf(known), limit, windowMs, nowMs),
    burst: burst == null ? undefined : viewBurst(known.burst?.owed ?? 0, { limit, windowMs, burst }),
    limited,
  });
}

function writeDecision(known: KnownKey, allowed: boolean, rateLimit: LimitView): Decision {
  const { record } = known;
  return {
    valid: allowed,
    code: allowed ? 'VALID' : 'RATE_LIMITED',
    keyId: record.id,
    name: record.name,
    ownerId: record.ownerId,
    workspaceId: record.workspaceId,
    environment: record.environment,
    scopes: record.scopes,
    metadata: record.metadata,
    expiresAt: known.expiresAtText,
    requiresSignature: record.requiresSignature,
    requestId: null,
    leaseId: null,
    rateLimit,
    maxResponseBytes: known.maxResponseBytes,
    decidedBy: 'LOCAL',
  };
}
