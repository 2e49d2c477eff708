import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageBatch } from '../../src/counters/recorder.ts';
import { createCaps } from '../../src/data-plane/caps.ts';
import { createEventPlaces } from '../../src/data-plane/event-places.ts';
import { createRecordPlainUsage } from '../../src/data-plane/plain-usage.ts';
import { createRecordUsage } from '../../src/data-plane/usage.ts';
import { keyRecord } from '../support/key-record.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const OURS = '019aa000-0000-7000-8000-000000000001';
const THEIRS = '019aa000-0000-7000-8000-000000000002';
const NOBODYS = '019aa000-0000-7000-8000-000000000003';
const CALLER = { workspaceId: 'w', kind: 'GATEWAY', scopes: [] } as const;

const records = new Map([
  [OURS, keyRecord(OURS, 'w')],
  [THEIRS, keyRecord(THEIRS, 'other')],
]);

/** Counts a body both ways; what is counted is told by field, measure and number. */
function createBoth() {
  const batches: UsageBatch[] = [];
  const deps = () => {
    const caps = createCaps();
    return {
      records: {
        idAtHand: (keyId: string) => records.get(keyId),
        prepareIds: async () => undefined,
        refresh: async (keyId: string) => records.get(keyId),
      },
      recorder: {
        record: async (batch: UsageBatch) => {
          batches.push(batch);
          return 'recorded' as const;
        },
      },
      caps,
      places: createEventPlaces(caps),
      now: () => NOW,
    };
  };
  const recordUsage = createRecordUsage(deps());
  const recordPlainUsage = createRecordPlainUsage({ ...deps(), bodyBytesMax: 1_000_000 });
  const counted = () => {
    const batch = batches.pop();
    return {
      batchId: batch?.batchId,
      counts: batch?.increments.places.map(({ keyId, slotName, field }, at) => {
        const [measure, by] = batch.increments.numbers.slice(2 * at);
        return { keyId, slotName, field, measure, by };
      }),
    };
  };
  return {
    plainly: async (body: string) => {
      const answer = await recordPlainUsage(CALLER, Buffer.from(body));
      return answer === undefined ? undefined : { answer, ...counted() };
    },
    parsed: async (body: string) => ({ answer: await recordUsage(CALLER, JSON.parse(body)), ...counted() }),
  };
}

/** Mostly one of the first. */
const mostly = (usual: readonly (string | number)[], rare: readonly (string | number)[]) =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...usual) }, fc.constantFrom(...rare));
const events = fc.record(
  {
    keyId: mostly([OURS], [THEIRS, NOBODYS, OURS.toUpperCase(), OURS.slice(1)]),
    at: mostly([NOW, NOW - 1, NOW - MINUTE, NOW - 3 * MINUTE, NOW + MINUTE], [NOW + 10 * MINUTE, 1]),
    server: mostly(['crm'], ['', 'nowhere']),
    endpoint: mostly(['', 'a', 'ab', 'abc', 'abcd', 'tools/call:search', 'tools/call:create'], ['é', '"']),
    requests: fc.nat({ max: 3 }),
    status: fc.constantFrom(200, 404, 502),
    latencyMs: mostly([0, 41, 12.345678901234567], [1e-9]),
    bytes: fc.nat(),
    userAgent: mostly(['curl/8', 'kw'], ['\\']),
  },
  { requiredKeys: ['keyId', 'at'] },
);
const reports = fc.record({
  events: fc.array(events, { minLength: 1, maxLength: 8 }),
  batchId: fc.option(fc.constantFrom('b', 'b'.repeat(128)), { nil: undefined }),
});

describe('a plain report', () => {
  it('is counted as it would be if it were parsed, and any other is left', async () => {
    const both = createBoth();
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(reports, fc.boolean(), async ({ events: each, batchId }, idFirst) => {
        const body = JSON.stringify(idFirst ? { batchId, events: each } : { events: each, batchId });
        const plain = await both.plainly(body);
        const parsed = await both.parsed(body);
        if (plain === undefined) return;
        taken += 1;
        expect(plain).toEqual(parsed);
      }),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  const EVENT = JSON.stringify({ keyId: OURS, at: NOW, endpoint: 'a', requests: 1 });
  it.each([
    [`{"events":[${EVENT}]}`, 1],
    [` { "batchId": "b", "events": [ ${EVENT}, ${EVENT} ]}`, undefined],
    [`{"batchId": "b", "events": [${EVENT}, ${EVENT}]}`, 2],
    [`{"events":[${EVENT}],"batchId":"b"}`, 1],
    [`{"events":[]}`, undefined],
    [`{"events":[${EVENT}],"events":[]}`, undefined],
    [`{"events":[${EVENT}],"backfill":true}`, undefined],
    [`{"batchId":"","events":[${EVENT}]}`, undefined],
    [`{"batchId":"${'b'.repeat(129)}","events":[${EVENT}]}`, undefined],
    [`{"batchId":7,"events":[${EVENT}]}`, undefined],
    [`{"batchId":"b"}`, undefined],
    [`{"events":[${EVENT},]}`, undefined],
    [`{"events":[${EVENT}`, undefined],
    [`{"events":[${EVENT}]}}`, undefined],
    [`{"events":[${Array.from({ length: 10_001 }, () => '{"keyId":"","at":1}').join(',')}]}`, undefined],
    ['', undefined],
    ['[]', undefined],
  ])('of %j is one, with so many events, or is left', async (body, accepted) => {
    expect((await createBoth().plainly(body))?.answer.accepted).toBe(accepted);
  });
});
