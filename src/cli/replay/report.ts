import { DAY_MS } from '../../core/usage/cell.ts';
import { BusiestKeys } from '../documents.ts';
import type { Http } from '../http.ts';
import { readCompleteUsage } from '../usage.ts';
import { describeDetections, detectReplayed } from './detections.ts';
import type { Target } from './prepare.ts';
import type { LogSummary } from './read-log.ts';
import type { Sent } from './send.ts';

/** What a replay came to. */
export interface Replayed {
  readonly http: Http;
  readonly target: Target;
  readonly log: LogSummary;
  readonly shiftMs: number;
  readonly verified: ReadonlyMap<string, number>;
  readonly sent: Sent;
  /** Where it can be looked at; undefined where this command's own Keywatch ends with it. */
  readonly url: string | undefined;
}

/** Waits until everything is rolled up and prints what Keywatch makes of it, a line of JSON last. */
export async function printReport(replayed: Replayed): Promise<void> {
  const { http, target, log, shiftMs, sent, verified } = replayed;
  const range = {
    workspaceId: target.workspaceId,
    from: new Date(startOfDay(log.firstAt + shiftMs)).toISOString(),
    to: new Date(startOfDay(log.lastAt + shiftMs) + DAY_MS).toISOString(),
    // The verifications name no server, so that only the log's lines are counted here.
    filter: { serverIds: [target.serverId] },
  };
  const usage = await readCompleteUsage(http, range);
  const { totals, groups } = usage;

  printSkipped(log);
  for (const [reason, count] of sent.rejected) print(`rejected   ${count} events: ${reason}`);
  print(`sent       ${sent.accepted} events counted, ${sent.repeated} counted by an earlier replay`);
  print(`speed      ${perSecond(sent)} events per second over ${sent.seconds.toFixed(2)} s`);
  print(`verified   ${[...verified].map(([code, count]) => `${count} ${code}`).join(', ') || 'no new key'}`);
  print(
    `requests   ${totals.requests}, ${totals.clientErrors} client errors, ${totals.serverErrors} server errors`,
  );
  print(`bytes      ${totals.bytes}`);
  for (const { at, requests } of groups[0]?.series ?? []) print(`           ${at.slice(0, 10)}  ${requests}`);
  await printBusiest(http, target, range);
  const detections = await detectReplayed(http, target, range);
  for (const line of describeDetections(detections, target)) print(line);
  const place = replayed.url === undefined ? 'npm start' : `${replayed.url}/graphql`;
  print(`\nLook at it in workspace ${target.workspaceId}: ${place}`);
  print(
    JSON.stringify({
      lines: log.lines,
      skipped: log.skippedCount,
      accepted: sent.accepted,
      repeated: sent.repeated,
      eventsPerSecond: perSecond(sent),
      ...totals,
      lostEvents: usage.lostEvents,
      incidents: detections.incidents,
      keysWithIncidents: detections.runsWithFindings.length,
      workspaceId: target.workspaceId,
      from: range.from,
      to: range.to,
    }),
  );
}

function perSecond({ accepted, repeated, seconds }: Sent): number {
  return Math.round((accepted + repeated) / seconds);
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

async function printBusiest(
  http: Http,
  target: Target,
  range: { workspaceId: string; from: string; to: string; filter: { serverIds: string[] } },
): Promise<void> {
  const addressOf = new Map([...target.keyIdOfAddress].map(([address, keyId]) => [keyId, address]));
  const { usage } = await http.graphql(BusiestKeys, range);
  print('busiest');
  for (const { keyId, rest, totals } of usage.groups) {
    const name = rest ? 'all others' : (addressOf.get(keyId ?? '') ?? '?');
    print(`           ${name.padEnd(16)} ${totals.requests}`);
  }
}

function printSkipped({ skipped, skippedCount }: LogSummary): void {
  if (skippedCount === 0) return;
  print(`skipped    ${skippedCount} lines that are no log lines, such as`);
  for (const { number, text } of skipped) print(`           line ${number}: ${text.slice(0, 80)}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
