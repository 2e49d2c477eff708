import { randomUUID } from 'node:crypto';
import type { DecisionCode } from '../core/decision.ts';
import type { VerifyRequest } from './decision.ts';
import { KeywatchError } from './errors.ts';
import { asObject, isObject } from './read-json.ts';
import type { Transport } from './transport.ts';

/** Requests of one key that have everything but their time in common, within a minute. */
interface Cell {
  readonly keyId: string;
  readonly at: number;
  readonly server: string | undefined;
  readonly endpoint: string;
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
  readonly decision: DecisionCode;
  requests: number;
  readonly generation: number;
}

/** A key's open cells. */
export interface Cells {
  last: Cell | undefined;
  readonly byEndpoint: Map<string, Cell[]>;
}

/** Counts local decisions and reports them. */
export interface UsageReporter {
  count(keyId: string, cells: Cells, request: VerifyRequest, decision: DecisionCode, nowMs: number): void;
  /** False where so much waits to be reported that nothing more should be counted here. */
  hasRoom(): boolean;
  /** Reports what there is once more, and stops. */
  close(): Promise<void>;
}

interface Batch {
  readonly batchId: string;
  readonly events: readonly object[];
}

const CELLS_MAX = 50_000;
const EVENTS_PER_BATCH = 300;
const BATCHES_MAX = 500;
/** Clients told apart per key, endpoint and report. */
const SOURCES_MAX = 64;
const ENDPOINTS_PER_KEY_MAX = 300;
const MINUTE_MS = 60_000;

/**
 * Reports every `everyMs`. A batch goes out under the same id until it is accepted, so it is counted once however often
 * it is sent; while Keywatch is away, batches wait, and then local counting ends.
 */
export function createUsageReporter(deps: {
  transport: Transport;
  everyMs: number;
  timeoutMs: number;
  onError: (error: KeywatchError) => void;
}): UsageReporter {
  let open: Cell[] = [];
  let generation = 0;
  let minute = 0;
  const batches: Batch[] = [];
  let sending: Promise<void> | undefined;

  const pack = () => {
    for (let from = 0; from < open.length; from += EVENTS_PER_BATCH) {
      const cells = open.slice(from, from + EVENTS_PER_BATCH);
      batches.push({ batchId: randomUUID(), events: cells.map(toEvent) });
    }
    open = [];
    generation += 1;
  };

  const sendAll = async () => {
    for (let batch = batches[0]; batch !== undefined; batch = batches[0]) {
      try {
        const answer = asObject(await deps.transport.post('/v1/usage', batch, deps.timeoutMs));
        reportRejected(answer['rejected'], deps.onError);
      } catch (error) {
        if (!(error instanceof KeywatchError)) throw error;
        deps.onError(error);
        if (isWorthRepeating(error)) return;
      }
      batches.shift();
    }
  };

  const flush = async () => {
    if (open.length > 0) pack();
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    await sending;
  };

  const timer = setInterval(() => void flush(), deps.everyMs);
  timer.unref();

  return {
    count: (keyId, cells, request, decision, nowMs) => {
      const at = Math.floor(nowMs);
      const nowMinute = Math.floor(at / MINUTE_MS);
      if (nowMinute !== minute) {
        minute = nowMinute;
        generation += 1;
      }
      const { server, endpoint = '' } = request;
      const { last, byEndpoint } = cells;
      if (last?.generation === generation && isOf(last, request, endpoint, decision)) {
        last.requests += 1;
        return;
      }
      const found = byEndpoint.get(endpoint);
      const crowded = found !== undefined && found.length > SOURCES_MAX;
      const ip = crowded ? undefined : request.ip;
      const userAgent = crowded ? undefined : request.userAgent;
      const source = { server, ip, userAgent };
      const known = found?.find(
        (cell) => cell.generation === generation && isOf(cell, source, endpoint, decision),
      );
      if (known !== undefined) {
        known.requests += 1;
        cells.last = known;
        return;
      }
      const cell = { keyId, at, server, endpoint, ip, userAgent, decision, requests: 1, generation };
      cells.last = cell;
      open.push(cell);
      if (found !== undefined && found[0]?.generation === generation) found.push(cell);
      else {
        if (byEndpoint.size >= ENDPOINTS_PER_KEY_MAX) byEndpoint.clear();
        byEndpoint.set(endpoint, [cell]);
      }
    },
    hasRoom: () => open.length < CELLS_MAX && batches.length < BATCHES_MAX,
    close: async () => {
      clearInterval(timer);
      await sending;
      await flush();
    },
  };
}

function toEvent({ keyId, at, server, endpoint, ip, userAgent, decision, requests }: Cell): object {
  return { keyId, at, server, endpoint, ip, userAgent, decision, requests };
}

/** Tells whether a cell counts such requests. */
function isOf(
  cell: Cell,
  { server, ip, userAgent }: Pick<VerifyRequest, 'server' | 'ip' | 'userAgent'>,
  endpoint: string,
  decision: DecisionCode,
): boolean {
  return (
    cell.endpoint === endpoint &&
    cell.ip === ip &&
    cell.server === server &&
    cell.userAgent === userAgent &&
    cell.decision === decision
  );
}

/** What Keywatch will never take is given up, so that it does not hold up the rest. */
function isWorthRepeating({ code, problem }: KeywatchError): boolean {
  return code !== 'REFUSED' || problem === undefined || ![400, 413, 415].includes(problem.status);
}

function reportRejected(rejected: unknown, onError: (error: KeywatchError) => void): void {
  if (!Array.isArray(rejected) || rejected.length === 0) return;
  const [first] = rejected as unknown[];
  const reason = isObject(first) ? `${String(first['reason'])}, ${String(first['message'])}` : '';
  onError(new KeywatchError('REFUSED', `Keywatch did not count ${rejected.length} events: ${reason}`));
}
