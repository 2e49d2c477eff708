import { expect, test } from 'vitest';
import { createSharedPolls } from '../../src/control-plane/shared-polls.ts';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { CreateKey } from '../support/documents.ts';
import { ask, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';
import { readUntil, subscribe } from '../support/sse.ts';
import { usageRows } from '../support/usage-rows.ts';

const TICK = `subscription Tick($workspaceId: ID!) {
  usageTick(workspaceId: $workspaceId) { minutes { at requests } } }`;

test('the open minute is told as it grows, until the session ends', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { workspaceId, token } = await seedTenant(keywatch);
  const keyId = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, token)).key.id;
  const ticks = await subscribe(keywatch, { query: TICK, variables: { workspaceId }, token });
  expect(ticks.headers.get('content-type')).toContain('text/event-stream');
  const rows = usageRows(keywatch.databaseUrl, workspaceId);
  const minute = Math.floor(Date.now() / 60_000) * 60_000;
  await rows.roll([{ keyId, at: minute, measure: decisionMeasure('VALID'), n: 42 }]);
  expect(await readUntil(ticks, (text) => text.includes('"requests":42'))).toContain('"requests":42');

  const ended = await subscribe(keywatch, { query: TICK, variables: { workspaceId }, token });
  await sql(keywatch.databaseUrl, 'DELETE FROM access_tokens');
  expect(await readUntil(ended, () => false)).toContain('event: complete');
});

test('others are told nothing of it', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { workspaceId } = await seedTenant(keywatch);
  const stranger = await signUp(keywatch, 'Eve');
  expect(
    await (
      await subscribe(keywatch, { query: TICK, variables: { workspaceId }, token: stranger.token })
    ).text(),
  ).toContain('NOT_FOUND');
  expect(await (await subscribe(keywatch, { query: TICK, variables: { workspaceId } })).text()).toContain(
    'UNAUTHENTICATED',
  );
});

test('what many follow is read once, no more than the bound follow, and all end together', async () => {
  const polls = createSharedPolls({ everyMs: 5, readersMax: 2 });
  let reads = 0;
  const poll = async () => {
    reads += 1;
    return reads;
  };
  const [first, second] = [polls.follow('a', poll), polls.follow('a', poll)];
  const read = async () => await Promise.all([first?.next(), second?.next()]);
  const [one, other] = await read();
  expect(one).toEqual(other);
  expect(polls.follow('b', poll)).toBeUndefined();
  await read();
  await second?.return(undefined);
  expect(polls.follow('b', poll)).toBeDefined();
  polls.stop();
  let last = await first?.next();
  while (last?.done === false) last = await first?.next();
  const before = reads;
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toBeLessThanOrEqual(before + 1);
});
