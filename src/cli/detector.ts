import { z } from 'zod';
import type { Finding, FindingKind } from '../core/detector/finding.ts';
import { beginMinute, castVote, type Fleet, isFailing, newFleet } from '../core/detector/fleet.ts';
import { scoreValue } from '../core/detector/novelty.ts';
import { type DetectorState, newState } from '../core/detector/state.ts';
import { step } from '../core/detector/step.ts';
import { newValueSeries, type ValueSeries } from '../core/detector/value-series.ts';
import { CliFailure, runCommand } from './failure.ts';

/** The bounds of a value, and of a score. */
const VALUE_MAX = 1e15;
const SCORE_MAX = 10;

const count = z.number().min(0).max(VALUE_MAX);

/** `requests` may be any number, so that gauges can be scored too; what is beyond the bounds is brought inside. */
const lineSchema = z.object({
  key: z.string(),
  minute: z.int().min(0).max(1e9),
  requests: z.number().transform((value) => Math.min(VALUE_MAX, Math.max(-VALUE_MAX, value))),
  errors: count,
  distinctIps: count,
  newIps: count.optional(),
  newUserAgents: count.optional(),
  topIpRequests: count.optional(),
  deniedScope: count.optional(),
  deniedAddress: count.optional(),
  dead: count.optional(),
});

/** Input minutes count from a Monday 00:00 UTC; this one is 1970-01-05, the first after the epoch. */
const MONDAY_MINUTE = 4 * 1_440;

interface Key {
  state: DetectorState;
  readonly series: ValueSeries;
}

interface Keys {
  readonly known: Map<string, Key>;
  fleet: Fleet;
}

/** Scores JSON lines from standard input with the product's detector and its default settings, one answer a line. */
async function scoreLines(): Promise<number> {
  const keys: Keys = { known: new Map(), fleet: newFleet() };
  let rest = '';
  let number = 0;
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    await write(answer(keys, lines, number));
    number += lines.length;
  }
  if (rest !== '') await write(answer(keys, [rest], number));
  return 0;
}

/** Answers in order; where a line is no reading, the answers before it are still written. */
function answer(
  keys: Keys,
  lines: readonly string[],
  linesBefore: number,
): { text: string; failure?: CliFailure } {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const reading = parseLine(line);
    if (reading === undefined) return { text, failure: notAReading(linesBefore + index + 1) };
    text += `${scoreReading(keys, reading)}\n`;
  }
  return { text };
}

async function write({ text, failure }: { text: string; failure?: CliFailure }): Promise<void> {
  if (text !== '') await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  if (failure !== undefined) throw failure;
}

function scoreReading(keys: Keys, { key, ...reading }: z.infer<typeof lineSchema>): string {
  const minute = reading.minute + MONDAY_MINUTE;
  keys.fleet = beginMinute(keys.fleet, minute);
  const platformFails = isFailing(keys.fleet);
  const known = keys.known.get(key) ?? { state: newState(minute), series: newValueSeries() };
  const requests = Math.max(0, reading.requests);
  const result = step(known.state, { ...reading, requests, minute }, minute + 1, { platformFails });
  known.state = result.state;
  keys.known.set(key, known);
  castVote(keys.fleet, result.errorVote);
  const [finding] = result.findings.toSorted((a, b) => b.score - a.score);
  const novelty = result.scored ? scoreValue(known.series, minute, reading.requests) : 0;
  return JSON.stringify({
    key,
    minute: reading.minute,
    anomaly: finding !== undefined,
    score: Math.max(novelty, ...result.findings.map(newsOf)),
    kind: finding === undefined ? null : nameOf(finding.kind),
  });
}

/** What goes on is told, but is no news. */
function newsOf({ phase, score }: Finding): number {
  return phase === 'continued' ? 0 : Math.min(SCORE_MAX, score);
}

/** The protocol has a name of its own for new sources. */
function nameOf(kind: FindingKind): string {
  return kind === 'source_fan_out' ? 'ip_fanout' : kind;
}

function parseLine(line: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function notAReading(number: number): CliFailure {
  return new CliFailure(
    `line ${number} is no reading; send {"key":"…","minute":0,"requests":0,"errors":0,"distinctIps":0}`,
  );
}

await runCommand('detector', scoreLines);
