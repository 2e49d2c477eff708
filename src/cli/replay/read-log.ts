import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type LogLine, parseLogLine } from '../../core/access-log.ts';
import { CliFailure } from '../failure.ts';

/** What a first reading of a log tells. */
export interface LogSummary {
  readonly lines: number;
  readonly skipped: readonly SkippedLine[];
  readonly skippedCount: number;
  /** Unix milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly addresses: readonly string[];
  /** SHA-256 of the lines, for batch ids that name the same batch in a second replay. */
  readonly fingerprint: string;
}

export interface SkippedLine {
  readonly number: number;
  readonly text: string;
}

const SKIPPED_SHOWN_MAX = 5;

/** Reads a log once: what it holds, and which lines are no log lines. Throws CliFailure where it holds none. */
export async function summariseLog(path: string): Promise<LogSummary> {
  const addresses = new Set<string>();
  const skipped: SkippedLine[] = [];
  const digest = createHash('sha256');
  let [lines, skippedCount, firstAt, lastAt] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let number = 0;
  for await (const text of readLines(path)) {
    number += 1;
    digest.update(text).update('\n');
    const line = parseLogLine(text);
    if (line === undefined) {
      skippedCount += 1;
      if (skipped.length < SKIPPED_SHOWN_MAX) skipped.push({ number, text });
      continue;
    }
    lines += 1;
    addresses.add(line.address);
    firstAt = Math.min(firstAt, line.at);
    lastAt = Math.max(lastAt, line.at);
  }
  if (lines === 0) {
    throw new CliFailure(`${path} holds no line of the Common or Combined Log Format; give an access log.`);
  }
  const fingerprint = digest.digest('hex').slice(0, 16);
  return { lines, skipped, skippedCount, firstAt, lastAt, addresses: [...addresses], fingerprint };
}

/** Some lines of a log, and how many portions came before them. */
export interface Portion {
  readonly number: number;
  readonly lines: readonly LogLine[];
}

/** Reads a log's lines in portions of `size`, in order; lines that are none are left out. */
export async function* readPortions(path: string, size: number): AsyncGenerator<Portion> {
  let number = 0;
  let portion: LogLine[] = [];
  for await (const text of readLines(path)) {
    const line = parseLogLine(text);
    if (line === undefined) continue;
    portion.push(line);
    if (portion.length < size) continue;
    yield { number: number++, lines: portion };
    portion = [];
  }
  if (portion.length > 0) yield { number, lines: portion };
}

async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const input: Readable = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  for (const stream of [file, input]) stream.on('error', (error: Error) => failed.reject(error));
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([lines.next(), failed.promise]);
      if (next.done === true) return;
      if (next.value !== '') yield next.value;
    }
  } catch (cause) {
    throw new CliFailure(`${path} cannot be read (${String(cause)}); give the path of an access log.`, {
      cause,
    });
  }
}
