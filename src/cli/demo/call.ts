import { MINUTE_MS } from '../../core/usage/cell.ts';
import type { DemoKey } from './tenant.ts';

/** One of the things that the servers of the demo are asked for. */
export interface Call {
  readonly endpoint: string;
  readonly latencyMs: number;
  readonly bytes: number;
}

const ENDPOINTS: readonly [Call, ...Call[]] = [
  { endpoint: 'tools/call:search', latencyMs: 38, bytes: 2_400 },
  { endpoint: 'tools/call:read', latencyMs: 21, bytes: 9_100 },
  { endpoint: 'tools/call:update', latencyMs: 74, bytes: 600 },
  { endpoint: 'tools/list', latencyMs: 9, bytes: 3_800 },
  { endpoint: 'resources/read', latencyMs: 55, bytes: 21_000 },
];

/** What a demo key asks for at an instant: mostly to search, seldom slow, the same in every run. */
export function callAt(at: number, place: number): Call {
  const [which, slow] = [chanceAt(at, place), chanceAt(at, place + 31)];
  const { endpoint, latencyMs, bytes } = ENDPOINTS[Math.floor(which ** 2 * ENDPOINTS.length)] ?? ENDPOINTS[0];
  return { endpoint, latencyMs: Math.round(latencyMs * (0.6 + 0.8 * slow + 4 * slow ** 12)), bytes };
}

/** The server that a demo key asks at an instant. */
export function serverAt({ servers }: DemoKey, at: number, place: number): string {
  return servers[Math.floor(chanceAt(at, place + 3) * servers.length)] ?? '';
}

/** Where a key's own client asks from. */
export function clientOf(place: number): { readonly ip: string; readonly userAgent: string } {
  return { ip: `198.51.100.${10 + place}`, userAgent: 'demo-client/1.0' };
}

/** A number in [0, 1) that is the same for a minute and place in every run. */
export function chanceAt(at: number, place: number): number {
  const mixed = Math.imul(Math.floor(at / MINUTE_MS) ^ Math.imul(place + 1, 0x9e3779b1), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
