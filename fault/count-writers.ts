import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../src/core/usage/cell.ts';
import { addTo, type CountTally } from './count-tally.ts';
import type { CountingProcess } from './counting-process.ts';
import type { HeldKey } from './verifiers.ts';

/** Clients that verify and report until they are stopped. */
export interface CountWriters {
  /** Waits until all batches that have been sent by now are acknowledged. */
  untilAcknowledged(): Promise<void>;
  /** Sends nothing new, and repeats what is not acknowledged until it is. */
  stop(): Promise<void>;
  readonly sent: Readonly<{
    verifications: number;
    batches: number;
    repeats: number;
    repeatedBatches: number;
  }>;
}

const VERIFYING = 4;
const REPORTING = 4;
/** Verifications that one client sends at once. */
const AT_ONCE = 10;
const EVENTS = 30;
const REQUESTS_MAX = 5;
const PAUSE_MS = 40;
const ANSWER_MS_MAX = 4_000;
const ACKNOWLEDGED_MS_MAX = 120_000;
/** A share of the events is late, and a share of the batches a backfill of days that are counted by the hour. */
const LATE_SHARE = 0.2;
const BACKFILL_SHARE = 0.1;
const LATE_HOURS_MAX = 47;
const BACKFILL_DAYS: readonly [from: number, to: number] = [9, 30];

const decisionSchema = z.object({ keyId: z.string() });
const answerSchema = z.object({ accepted: z.literal(EVENTS), repeated: z.boolean() });

/** Starts clients that each go from one process to the next with every request. */
export function startCountWriters(deps: {
  processes: readonly Pick<CountingProcess, 'url'>[];
  keys: readonly HeldKey[];
  tally: CountTally;
  /** May report what is long over. */
  adminToken: string;
  gatewayToken: string;
}): CountWriters {
  const { tally } = deps;
  const stopping = new AbortController();
  const waiting = new Map<string, number>();
  const sent = { verifications: 0, batches: 0, repeats: 0, repeatedBatches: 0 };

  const post = async (path: string, token: string, body: object): Promise<unknown> => {
    const url = `${pick(deps.processes).url()}${path}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    }).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    return response?.status === 200 && text !== undefined ? JSON.parse(text) : undefined;
  };

  const verify = async () => {
    const { keyId, secret } = pick(deps.keys);
    const one = new Map([[keyId, 1]]);
    tally.attempt(one);
    sent.verifications += 1;
    const answer = await post('/v1/keys/verify', deps.gatewayToken, { key: secret, endpoint: 'tools/call' });
    if (decisionSchema.safeParse(answer).data?.keyId === keyId) tally.acknowledge(one);
  };

  const report = async () => {
    const { requests, body, token } = makeBatch(deps);
    tally.attempt(requests);
    sent.batches += 1;
    waiting.set(body.batchId, performance.now());
    for (let times = 0; ; times += 1) {
      const answer = answerSchema.safeParse(await post('/v1/usage', token, body)).data;
      if (answer !== undefined) {
        if (answer.repeated) sent.repeatedBatches += 1;
        break;
      }
      sent.repeats += 1;
      await delay(PAUSE_MS * Math.min(10, times + 1));
    }
    tally.acknowledge(requests);
    waiting.delete(body.batchId);
  };

  const goOn = async (work: () => Promise<unknown>) => {
    while (!stopping.signal.aborted) {
      await work();
      await delay(PAUSE_MS);
    }
  };
  const verifyMany = async () => await Promise.all(Array.from({ length: AT_ONCE }, verify));
  const clients = [
    ...Array.from({ length: VERIFYING }, async () => await goOn(verifyMany)),
    ...Array.from({ length: REPORTING }, async () => await goOn(report)),
  ];
  const untilAcknowledged = async () => {
    const now = performance.now();
    while ([...waiting.values()].some((since) => since <= now)) {
      if (performance.now() - now > ACKNOWLEDGED_MS_MAX) throw new Error('a batch is not acknowledged');
      await delay(PAUSE_MS);
    }
  };
  return {
    sent,
    untilAcknowledged,
    stop: async () => {
      stopping.abort();
      await untilAcknowledged();
      await Promise.all(clients);
    },
  };
}

/** A batch of events of some keys, and the requests in it by key. */
function makeBatch(deps: { keys: readonly HeldKey[]; adminToken: string; gatewayToken: string }) {
  const backfill = Math.random() < BACKFILL_SHARE;
  const requests = new Map<string, number>();
  const events = Array.from({ length: EVENTS }, () => {
    const { keyId } = pick(deps.keys);
    const n = 1 + Math.floor(Math.random() * REQUESTS_MAX);
    addTo(requests, new Map([[keyId, n]]));
    const at = Date.now() - (backfill ? backfillAgeMs() : lateByMs());
    return { keyId, at: Math.floor(at), requests: n, endpoint: 'tools/call', status: 200, latencyMs: 12.5 };
  });
  // Left out where it is none, as gateways do: what names it is not counted in front of Fastify.
  const body = { batchId: randomUUID(), events, ...(backfill ? { backfill } : {}) };
  return { requests, body, token: backfill ? deps.adminToken : deps.gatewayToken };
}

function lateByMs(): number {
  return Math.random() < LATE_SHARE ? Math.random() * LATE_HOURS_MAX * HOUR_MS : 0;
}

function backfillAgeMs(): number {
  const [from, to] = BACKFILL_DAYS;
  return (from + Math.random() * (to - from)) * DAY_MS;
}

function pick<T>(from: readonly T[]): T {
  const picked = from[Math.floor(Math.random() * from.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}
