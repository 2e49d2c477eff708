import { expect, test } from 'vitest';
import { createLossTally } from '../../src/counters/loss-tally.ts';

const at = (minute: number) => ({ grain: 'minute', at: minute }) as const;

test('what waits is told by workspace and minute until it is sent, and then that it waits no more', () => {
  const tally = createLossTally();
  tally.held(0, at(7), 'a');
  tally.held(1, at(7), 'a');
  tally.held(0, at(8), 'b');
  expect(tally.read()).toEqual([
    { workspaceId: 'a', minute: 7, lost: 0, waiting: 2 },
    { workspaceId: 'b', minute: 8, lost: 0, waiting: 1 },
  ]);
  let sent = 0;
  tally.onSent(() => {
    sent += 1;
  });
  tally.sent(0);
  tally.sent(0);
  expect(sent).toBe(1);
  const read = tally.read();
  expect(read.map(({ waiting }) => waiting)).toEqual([1, 0]);
  tally.noted(read, 9);
  expect(tally.read()).toEqual([{ workspaceId: 'a', minute: 7, lost: 0, waiting: 1 }]);
});

test('what is sent before anybody was told leaves no trace', () => {
  const tally = createLossTally();
  tally.onSent(() => expect.fail('Nobody was told.'));
  tally.held(0, at(7), 'a');
  tally.sent(0);
  expect(tally.read()).toEqual([]);
});

test('losses stay absolute: they are forgotten only when noted, and their minute is over', () => {
  const tally = createLossTally();
  tally.lost(at(7), 'a');
  tally.noted(tally.read(), 7);
  tally.lost(at(7), 'a');
  expect(tally.read()).toEqual([{ workspaceId: 'a', minute: 7, lost: 2, waiting: 0 }]);
  const read = tally.read();
  tally.lost(at(7), 'a');
  tally.noted(read, 8);
  expect(tally.read()).toMatchObject([{ lost: 3 }]);
  tally.noted(tally.read(), 8);
  expect(tally.read()).toEqual([]);
});

test('what waits at the end is lost', () => {
  const tally = createLossTally();
  tally.held(0, at(7), 'a');
  tally.lost(at(7), 'a');
  tally.end();
  expect(tally.read()).toEqual([{ workspaceId: 'a', minute: 7, lost: 2, waiting: 0 }]);
});
