import { expect, test } from 'vitest';
import { sweep } from '../../src/jobs/sweep.ts';
import { openStorage } from '../../src/storage/client.ts';
import { noteLosses } from '../../src/storage/usage-losses.ts';
import { Usage } from '../support/documents.ts';
import { startFaultyKeywatch } from '../support/faulty-keywatch.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask } from '../support/graphql.ts';
import { jobContext } from '../support/jobs.ts';
import { startKeywatch } from '../support/keywatch.ts';

const MINUTE = 60_000;

test('what a process held while Redis was away and took with it is told as lost, in its span and workspace', async () => {
  const dying = await startFaultyKeywatch({ role: 'api' });
  const { databaseUrl, redisPrefix } = dying;
  const keywatch = await startKeywatch({ role: 'api', databaseUrl, redisPrefix });
  const [ours, theirs] = [await seedGateway(dying), await seedGateway(dying)];
  const lostBetween = async ({ tenant }: typeof ours, from: number, to: number) => {
    const { workspaceId, token } = tenant;
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    return (await ask(keywatch, Usage, { workspaceId, granularity: 'MINUTE', ...span }, token)).lostEvents;
  };
  expect(await ours.verify({ key: ours.secret })).toMatchObject({ body: { code: 'VALID' } });
  dying.redis.goDown();
  await dying.untilRedis('down');
  const before = Date.now();
  for (let times = 0; times < 5; times += 1) {
    expect(await ours.verify({ key: ours.secret })).toMatchObject({ body: { code: 'VALID' } });
  }
  expect(await theirs.verify({ key: theirs.secret })).toMatchObject({ body: { code: 'VALID' } });
  await dying.stop();
  const after = Date.now() + 1;
  expect(await lostBetween(ours, before, after)).toBe(5);
  expect(await lostBetween(theirs, before, after)).toBe(1);
  expect(await lostBetween(ours, before - 3 * MINUTE, before - 2 * MINUTE)).toBe(0);
});

test('what waits in a process is lost once that is silent, and not while it lives', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { tenant } = await seedGateway(keywatch);
  const storage = openStorage({ databaseUrl: keywatch.databaseUrl, connectionsMax: 1 });
  const now = Date.now();
  const note = async (source: string, waiting: number, agoMs: number) => {
    const minute = Math.floor(now / MINUTE) - 10;
    const rows = [{ workspaceId: tenant.workspaceId, minute, lost: 2, waiting }];
    await noteLosses(storage.prisma, { source, rows, now: new Date(now - agoMs) });
  };
  const [killed, living] = ['019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-00000000000b'];
  await note(killed, 30, 2 * MINUTE);
  await note(living, 400, 0);
  const lost = async () => {
    const { workspaceId, token } = tenant;
    const span = { from: new Date(now - 30 * MINUTE).toISOString(), to: new Date(now).toISOString() };
    return (await ask(keywatch, Usage, { workspaceId, granularity: 'HOUR', ...span }, token)).lostEvents;
  };
  expect(await lost()).toBe(34);
  await note(killed, 0, 0);
  expect(await lost()).toBe(4);

  // The sweep forgets what tells of no loss, and what is older than the hours that are told.
  const rows = async () => await storage.prisma.usageLoss.findMany({ orderBy: { minute: 'asc' } });
  await note(living, 0, 2 * MINUTE);
  await storage.prisma.usageLoss.updateMany({ where: { source: living }, data: { lost: 0 } });
  const old = { workspaceId: tenant.workspaceId, source: killed, lost: 1, waiting: 0, notedAt: new Date() };
  await storage.prisma.usageLoss.create({ data: { ...old, minute: new Date(now - 401 * 1_440 * MINUTE) } });
  expect(await rows()).toHaveLength(3);
  await sweep(jobContext(storage));
  expect(await rows()).toMatchObject([{ source: killed, lost: 2n }]);
  await storage.close();
});
