import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openScratch } from './scratch.ts';
import { type SeededUsage, seedUsage } from './seed-usage.ts';
import { round } from './statistics.ts';
import { startSubject } from './subject.ts';

/** Two of each key and hour: a decision and its bytes, each a line. */
const ROWS = 1_440_000;
const SAMPLE_MS = 500;
const MB = 1_048_576;

/**
 * Memory and time of one large export: 30 days by hour of 1,000 keys and each decision as NDJSON. Where memory is constant, the
 * process has no more resident in the second half of it than in the first. `--rows` seeds fewer than 1,440,000 rows, of which each is a line.
 */
export async function benchExport(flags: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args: flags, options: { rows: { type: 'string', default: String(ROWS) } } });
  await using scratch = await openScratch();
  const seeded = await seedUsage(scratch.config, Number(values.rows), Date.now());
  await using subject = await startSubject('keywatch', {
    ...scratch.environment,
    KEYWATCH_PEPPER: `1:${randomBytes(32).toString('base64')}`,
    KEYWATCH_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  });
  const url = `http://127.0.0.1:${subject.port}`;
  await drain(url, { ...seeded, from: seeded.to - 3_600_000 });
  const before = await residentMb(url);
  const samples: number[] = [];
  const sampler = setInterval(() => void residentMb(url).then((mb) => samples.push(mb)), SAMPLE_MS);
  const startedAt = performance.now();
  const { lines, bytes } = await drain(url, seeded);
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(sampler);
  const half = Math.floor(samples.length / 2);
  const firstHalf = Math.max(before, ...samples.slice(0, half));
  const most = Math.max(firstHalf, ...samples.slice(half));
  return {
    lines,
    megabytes: Math.round(bytes / MB),
    seconds: round(seconds),
    linesPerSecond: Math.round(lines / seconds),
    rssBeforeMb: Math.round(before),
    rssMaxOfFirstHalfMb: Math.round(firstHalf),
    rssMaxMb: Math.round(most),
    rssEndMb: Math.round(samples.at(-1) ?? most),
  };
}

/** Takes a whole export; throws where it breaks off. */
async function drain(url: string, { workspaceId, session, from, to }: SeededUsage) {
  const query = new URLSearchParams({
    workspaceId,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    granularity: 'HOUR',
    format: 'ndjson',
  });
  for (const dimension of ['KEY', 'CODE']) query.append('groupBy', dimension);
  const response = await fetch(`${url}/v1/usage/export?${query}`, {
    headers: { authorization: `Bearer ${session}` },
  });
  if (!response.ok) throw new Error(`the export was refused: ${await response.text()}`);
  let [lines, bytes] = [0, 0];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) lines += 1;
  }
  return { lines, bytes };
}

const LINE_FEED = 10;

async function residentMb(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]) / MB;
}
