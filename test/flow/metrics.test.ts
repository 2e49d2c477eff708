import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { seedGateway } from '../support/gateway.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';

/** What /metrics tells: the names that Prometheus would store, and the value of each line. */
async function readMetrics(
  keywatch: TestKeywatch,
): Promise<{ names: Set<string>; lines: Map<string, number> }> {
  const text = await (await fetch(`${keywatch.url}/metrics`)).text();
  const names = new Set<string>();
  for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    names.add(name);
    if (type === 'histogram') for (const part of ['bucket', 'sum', 'count']) names.add(`${name}_${part}`);
  }
  const lines = [...text.matchAll(/^([a-z]\S*) (\S+)$/gm)];
  return { names, lines: new Map(lines.map(([, line = '', value]) => [line, Number(value)])) };
}

async function readDashboard(): Promise<{ expressions: string[]; panels: { id: number; type: string }[] }> {
  const text = await readFile(new URL('../../docs/grafana/keywatch.json', import.meta.url), 'utf8');
  const { panels } = JSON.parse(text) as {
    panels: { id: number; type: string; targets?: { expr: string }[] }[];
  };
  return { panels, expressions: panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)) };
}

test('every metric of the dashboard is one that a process tells, and every one of Keywatch is on it', async () => {
  const keywatch = await startKeywatch();
  const { names } = await readMetrics(keywatch);
  const { expressions, panels } = await readDashboard();
  expect(expressions.length).toBeGreaterThan(30);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const used = new Set(expressions.flatMap((text) => text.match(/\b(keywatch|process|nodejs)_\w+/g) ?? []));
  expect([...used].filter((name) => !names.has(name))).toEqual([]);
  const shown = (name: string) => [...used].some((each) => each === name || each.startsWith(`${name}_`));
  const families = [...names].filter(
    (name) => name.startsWith('keywatch_') && !/_(bucket|sum|count)$/.test(name),
  );
  expect(families.filter((name) => !shown(name))).toEqual([]);
});

test('metrics tell of batches, caches, the queue and what waits', async () => {
  const keywatch = await startKeywatch();
  const gateway = await seedGateway(keywatch);
  const asked = Array.from({ length: 20 }, () => ({ key: gateway.secret }));
  expect(await gateway.verifyBatch(asked)).toMatchObject({ status: 200 });
  await vi.waitFor(async () => {
    const { lines } = await readMetrics(keywatch);
    // Each is asked about again, after Redis was told the version of a key that is new to it.
    expect(lines.get('keywatch_decide_entries_total')).toBe(40);
    expect(lines.get('keywatch_decide_calls_total')).toBeLessThanOrEqual(4);
    expect(lines.get('keywatch_key_record_loads_total')).toBeGreaterThan(0);
    expect(lines.get('keywatch_key_records')).toBe(1);
    expect(lines.get('keywatch_roll_up_batch_cells_count')).toBeGreaterThan(0);
    expect(lines.get('keywatch_cell_sets_waiting')).toBe(0);
    expect(lines.get('keywatch_dirty_hours')).toBe(1);
    expect(lines.get('keywatch_deliveries_pending')).toBe(0);
    expect(lines.get('keywatch_version_raises_pending')).toBe(0);
    expect(lines.get('keywatch_queue_jobs{queue="jobs",state="completed"}')).toBeGreaterThan(0);
    for (const state of ['waiting', 'active', 'delayed', 'failed']) {
      expect(lines.get(`keywatch_queue_jobs{queue="jobs",state="${state}"}`)).toBeGreaterThanOrEqual(0);
    }
    expect(lines.get('keywatch_postgres_connections{state="open"}')).toBeGreaterThan(0);
    expect(lines.get('keywatch_roll_up_lag_seconds')).toBeLessThan(30);
  }, 20_000);
});
