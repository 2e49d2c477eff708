import { isIP } from 'node:net';
import { z } from 'zod';
import type { LogLine } from '../../core/access-log.ts';
import type { Http } from '../http.ts';
import { SERVER_SLUG, type Target } from './prepare.ts';
import { readPortions } from './read-log.ts';

/** How sending went. */
export interface Sent {
  readonly accepted: number;
  /** Events of batches that an earlier replay of the same log had counted. */
  readonly repeated: number;
  /** By reason. */
  readonly rejected: ReadonlyMap<string, number>;
  readonly seconds: number;
}

/** How a log's lines become events. */
export interface Plan {
  readonly path: string;
  readonly shiftMs: number;
  /** Names this log and shift, so that a second replay sends the same batch ids. */
  readonly batchPrefix: string;
}

const EVENTS_PER_BATCH = 500;
const CONCURRENCY = 4;
const ENDPOINT_LENGTH_MAX = 1_024;
const USER_AGENT_LENGTH_MAX = 1_024;
/** Events older than 48 h need a backfill; an hour is left for a slow replay. */
const BACKFILL_AFTER_MS = 47 * 3_600_000;

const usageAnswer = z.object({
  accepted: z.number(),
  rejected: z.array(z.object({ reason: z.string() })),
  repeated: z.boolean(),
});

const verifyAnswer = z.object({ code: z.string() });

/** Verifies each new key once; returns the decisions by code. */
export async function verifyKeys(
  http: Http,
  target: Target,
  onKey: () => void,
): Promise<Map<string, number>> {
  const codes = new Map<string, number>();
  const queue = target.newSecrets.entries();
  const work = async () => {
    for (const [address, key] of queue) {
      const ip = isIP(address) === 0 ? {} : { ip: address };
      const body = { key, endpoint: 'replay', ...ip };
      const { code } = verifyAnswer.parse(await http.post('/v1/keys/verify', target.gatewayToken, body));
      codes.set(code, (codes.get(code) ?? 0) + 1);
      onKey();
    }
  };
  await Promise.all(Array.from({ length: 2 * CONCURRENCY }, work));
  return codes;
}

/**
 * Sends every line as a usage event. Batches are cut by their place in the log alone, so that a second replay, or the rest
 * of an interrupted one, sends the same batches under the same ids, and nothing is counted twice.
 */
export async function sendLines(
  http: Http,
  target: Target,
  plan: Plan,
  onEvents: (count: number) => void,
): Promise<Sent> {
  const rejected = new Map<string, number>();
  let [accepted, repeated] = [0, 0];
  const startedAt = performance.now();
  const portions = readPortions(plan.path, EVENTS_PER_BATCH);
  const work = async () => {
    for await (const { number, lines } of portions) {
      const answer = await sendBatch(http, target, plan, `${plan.batchPrefix}:${number}`, lines);
      if (answer.repeated) repeated += answer.accepted;
      else accepted += answer.accepted;
      for (const { reason } of answer.rejected) rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
      onEvents(lines.length);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return { accepted, repeated, rejected, seconds: (performance.now() - startedAt) / 1_000 };
}

async function sendBatch(http: Http, target: Target, plan: Plan, batchId: string, lines: readonly LogLine[]) {
  const oldest = Math.min(...lines.map(({ at }) => at)) + plan.shiftMs;
  const backfill = oldest < Date.now() - BACKFILL_AFTER_MS;
  const body = { batchId, backfill, events: lines.map((line) => toEvent(line, target, plan.shiftMs)) };
  const token = backfill ? target.adminToken : target.gatewayToken;
  return usageAnswer.parse(await http.post('/v1/usage', token, body));
}

function toEvent(line: LogLine, target: Target, shiftMs: number) {
  const { address, endpoint, status, bytes, userAgent } = line;
  return {
    keyId: target.keyIdOfAddress.get(address),
    at: line.at + shiftMs,
    server: SERVER_SLUG,
    endpoint: endpoint.slice(0, ENDPOINT_LENGTH_MAX),
    requests: 1,
    status,
    bytes,
    ...(isIP(address) === 0 ? {} : { ip: address }),
    ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, USER_AGENT_LENGTH_MAX) }),
  };
}
