import { expect, test } from 'vitest';
import { createGithubKeys, fetchGithubKeys } from '../../src/data-plane/github-keys.ts';
import { startGithub } from '../support/github.ts';

test('the list of keys is asked for once, by its tag, and again for unknown ids at most once a minute', async () => {
  const github = await startGithub();
  let now = 1_000_000;
  const keys = createGithubKeys({ fetchKeys: fetchGithubKeys(github.keysUrl), now: () => now });
  const first = github.addKey();
  const found = await Promise.all([keys.find(first), keys.find(first)]);
  expect(found[0]).toContain('BEGIN PUBLIC KEY');
  expect(await keys.find('unknown')).toBeUndefined();
  const second = github.addKey();
  expect(await keys.find(second)).toBeUndefined();
  expect(github.answered).toEqual([200]);
  now += 60_000;
  expect(await keys.find(second)).toContain('BEGIN PUBLIC KEY');
  expect(await keys.find(first)).toContain('BEGIN PUBLIC KEY');
  now += 3_600_000;
  expect(await keys.find(first)).toContain('BEGIN PUBLIC KEY');
  expect(github.answered).toEqual([200, 200, 304]);
});

test('while GitHub does not answer, known keys go on to count, and unknown ids are neither refused nor taken', async () => {
  const github = await startGithub();
  let now = 1_000_000;
  const keys = createGithubKeys({ fetchKeys: fetchGithubKeys(github.keysUrl), now: () => now });
  const id = github.addKey();
  github.fail(true);
  const unavailable = { status: 503, code: 'REPORT_KEYS_UNAVAILABLE', retryAfterSeconds: 60 };
  await expect(keys.find(id)).rejects.toMatchObject(unavailable);
  await expect(keys.find(id)).rejects.toMatchObject(unavailable);
  expect(github.answered).toEqual([500]);
  github.fail(false);
  now += 60_000;
  expect(await keys.find(id)).toContain('BEGIN PUBLIC KEY');
  github.fail(true);
  now += 3_600_000;
  expect(await keys.find(id)).toContain('BEGIN PUBLIC KEY');
  expect(github.answered).toEqual([500, 200, 500]);
});
