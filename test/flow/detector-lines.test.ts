import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const DAY = 1_440;

async function detect(input: string) {
  const child = spawn(process.execPath, ['src/cli/detector.ts'], { stdio: 'pipe' });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { lines: out.split('\n').filter((line) => line !== ''), err, code };
}

function line(key: string, minute: number, requests: number): string {
  return `${JSON.stringify({ key, minute, requests, errors: 0, distinctIps: 1 })}\n`;
}

describe('npm run detector', () => {
  it('answers every line in order, and tells the key that spikes from the one that does not', async () => {
    let input = '';
    for (let minute = 0; minute < 4 * DAY; minute++) {
      input += line('calm', minute, 10) + line('stolen', minute, minute < 4 * DAY - 5 ? 10 : 900);
    }
    const { lines, code, err } = await detect(input.trimEnd());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines).toHaveLength(8 * DAY);
    expect(lines[0]).toBe('{"key":"calm","minute":0,"anomaly":false,"score":0,"kind":null}');
    const alarms = lines.map((answer) => JSON.parse(answer)).filter(({ anomaly }) => anomaly);
    expect(new Set(alarms.map(({ key, kind }) => `${key} ${kind}`))).toEqual(new Set(['stolen spike']));
    expect(alarms[0].minute).toBeLessThan(4 * DAY - 3);
  });

  it('answers the lines of a minute without waiting for the next', async () => {
    const child = spawn(process.execPath, ['src/cli/detector.ts'], { stdio: 'pipe' });
    child.stdin.write(line('a', 0, 1) + line('b', 0, 1));
    const [answer] = await once(child.stdout, 'data');
    expect(String(answer).split('\n')).toHaveLength(3);
    child.stdin.end();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it('takes a gauge of any numbers, one every five minutes', async () => {
    const values = [0.25, -3, 1e300, -1e300, 7.5];
    const input = values.map((requests, at) =>
      JSON.stringify({ key: 'g', minute: 5 * at, requests, errors: 0, distinctIps: 0 }),
    );
    const { lines, code } = await detect(`${input.join('\n')}\n`);
    expect(code).toBe(0);
    expect(lines.map((answer) => JSON.parse(answer).minute)).toEqual([0, 5, 10, 15, 20]);
  });

  it('scores a gauge that falls to a level never seen above all it did before', async () => {
    const values = Array.from({ length: 600 }, (_, at) => (at < 590 ? 20 + (at % 7) : -5));
    const input = values.map((requests, at) =>
      JSON.stringify({ key: 'g', minute: 5 * at, requests, errors: 0, distinctIps: 0 }),
    );
    const { lines } = await detect(`${input.join('\n')}\n`);
    const scores = lines.map((answer): number => JSON.parse(answer).score);
    expect(scores.indexOf(Math.max(...scores))).toBe(590);
  });

  it('names new sources as its protocol does', async () => {
    let input = '';
    for (let minute = 0; minute < 4 * DAY; minute++) {
      const distinctIps = minute < 4 * DAY - 10 ? 2 : 50;
      input += `${JSON.stringify({ key: 'spread', minute, requests: 60, errors: 0, distinctIps })}\n`;
    }
    const { lines } = await detect(input);
    const kinds = lines.map((answer) => JSON.parse(answer).kind).filter((kind) => kind !== null);
    expect(new Set(kinds)).toEqual(new Set(['ip_fanout']));
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['an empty line', ''],
    ['a field that is missing', '{"key":"a","minute":1,"requests":1,"errors":0}'],
    ['a negative count', '{"key":"a","minute":1,"requests":1,"errors":-1,"distinctIps":0}'],
    ['a count that is no number', '{"key":"a","minute":1,"requests":NaN,"errors":0,"distinctIps":0}'],
    ['a broken minute', '{"key":"a","minute":1.5,"requests":1,"errors":0,"distinctIps":0}'],
  ])('ends with one line that names the place of %s, after the answers before it', async (_, bad) => {
    const { lines, err, code } = await detect(`${line('a', 0, 1)}${bad}\n${line('a', 2, 1)}`);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('detector: line 2 is no reading; send {"key"');
  });
});
