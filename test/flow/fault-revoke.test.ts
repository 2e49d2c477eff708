import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createJudge } from '../../fault/judge.ts';
import { type Command, startCommand } from '../support/process.ts';

const figuresSchema = z.object({
  revocations: z.number(),
  askedAfterAnswer: z.number(),
  acceptedAfterAnswer: z.number(),
  unexpectedAnswers: z.number(),
  mutationP99Ms: z.number(),
  sdkMaxMs: z.number(),
  sdkLocal: z.number(),
});

function startFault(...args: string[]): Command {
  const { DATABASE_URL, REDIS_URL } = process.env;
  const command = startCommand('fault/run.ts', args, { DATABASE_URL, REDIS_URL });
  onTestFinished(async () => await command.kill('SIGTERM'));
  return command;
}

describe('npm run fault', () => {
  test('revokes keys under load, and no verifier accepts one afterwards', { timeout: 120_000 }, async () => {
    const command = startFault('revoke', '--revocations', '30', '--seconds', '2');
    if ((await command.exit()) !== 0) throw new Error(command.output());
    const figures = figuresSchema.parse(JSON.parse(command.output().trimEnd().split('\n').at(-1) ?? ''));
    expect(figures).toMatchObject({ revocations: 30, acceptedAfterAnswer: 0, unexpectedAnswers: 0 });
    expect(figures.askedAfterAnswer).toBeGreaterThanOrEqual(30 * 3 * 10);
    expect(figures.sdkLocal).toBeGreaterThan(0);
    expect(figures.sdkMaxMs).toBeLessThan(5_000);
  });

  test('says in a line what is wrong with how it was called', async () => {
    const cases = [
      [[], /^fault: there is no fault ""; use one of: fuzz, count, revoke/],
      [['nothing'], /^fault: there is no fault "nothing"; use one of: fuzz, count, revoke/],
      [['revoke', 'count'], /^fault: one fault at a time; leave out count/],
      [['revoke', '--keys', '3'], /^fault: Unknown option '--keys'/],
      [['revoke', '--revocations', '0'], /^fault: --revocations is "0"; give a whole number/],
    ] as const;
    for (const [args, message] of cases) {
      const command = startFault(...args);
      expect(await command.exit()).toBe(1);
      expect(command.output()).toMatch(message);
      expect(command.output()).not.toMatch(/^ {4}at /m);
    }
  });
});

describe('the judge of revocations', () => {
  const judged = (answers: [keyId: string, sentAt: number, outcome: string][]) => {
    const lines: string[] = [];
    const judge = createJudge((line) => lines.push(line));
    judge.revoking('revoked');
    judge.revoking('being revoked');
    judge.revoked('revoked', 100);
    for (const [keyId, sentAt, outcome] of answers) judge.note({ keyId, sentAt, outcome });
    return { ...judge.counts, lines };
  };

  test('counts a key that was accepted on a request sent after the answer', () => {
    expect(judged([['revoked', 101.25, 'VALID']])).toEqual({
      askedAfterAnswer: 1,
      acceptedAfterAnswer: 1,
      unexpectedAnswers: 0,
      lines: ['key revoked, asked about 1.3 ms after its revocation was answered: VALID'],
    });
  });

  test('lets pass what may be: either answer until the mutation has answered, and refusals from then on', () => {
    const may = judged([
      ['revoked', 99, 'VALID'],
      ['revoked', 99, 'REVOKED'],
      ['revoked', 100, 'REVOKED'],
      ['being revoked', 100, 'VALID'],
      ['being revoked', 100, 'REVOKED'],
      ['kept', 100, 'VALID'],
    ]);
    expect(may).toEqual({ askedAfterAnswer: 1, acceptedAfterAnswer: 0, unexpectedAnswers: 0, lines: [] });
  });

  test('counts what proves nothing: a key refused that nobody revoked, other refusals, no answer', () => {
    const odd = judged([
      ['kept', 100, 'REVOKED'],
      ['revoked', 101, 'RATE_LIMITED'],
      ['revoked', 101, 'Keywatch did not answer within 10000 ms.'],
    ]);
    expect(odd).toMatchObject({ askedAfterAnswer: 2, acceptedAfterAnswer: 0, unexpectedAnswers: 3 });
    expect(odd.lines).toHaveLength(3);
  });
});
