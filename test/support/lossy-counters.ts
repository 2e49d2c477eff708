import { onTestFinished, vi } from 'vitest';
import { openTestCounters, redisUrl } from './counters.ts';
import { openLossyProxy } from './lossy-proxy.ts';

/** Opens counters that reach Redis through a proxy which can cut the connection or lose replies. */
export async function openLossyCounters(
  options: Omit<NonNullable<Parameters<typeof openTestCounters>[0]>, 'url'> = {},
) {
  const { hostname, port, password } = new URL(redisUrl());
  const proxy = await openLossyProxy({ host: hostname, port: Number(port) });
  onTestFinished(async () => await proxy.close());
  const url = `redis://${password === '' ? '' : `:${password}@`}127.0.0.1:${proxy.port}`;
  return { proxy, counters: await openTestCounters({ url, ...options }) };
}

/** Repeats a call until Redis answers again. */
export async function untilAnswered<T>(call: () => Promise<T>): Promise<T> {
  return await vi.waitFor(call, { timeout: 20_000, interval: 5 });
}
