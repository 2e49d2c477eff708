import { isIPv4 } from 'node:net';
import { networkOf } from '../cidr.ts';

/**
 * The sources (networks of addresses, user agents) that a key came from, for 30 to 60 days: two Bloom filters, of which
 * the older one is forgotten when the younger one is 30 days old. 256 bytes and the day, whatever comes.
 */
export interface KnownSources {
  /** Unix days: when the younger filter was begun. */
  since: number;
  readonly young: Uint8Array;
  readonly old: Uint8Array;
}

const IP = 'ip ';
const FILTER_BYTES = 128;
const FILTER_BITS = FILTER_BYTES * 8;
/** Wrongly known of 100 sources in 30 days: 1.6 %. */
const PROBES = 3;
const KEPT_DAYS = 30;

/** Day (4 bytes) and both filters. */
export const KNOWN_SOURCES_BYTES = 4 + 2 * FILTER_BYTES;

/** The sources of a key that has come from nowhere before `day` (Unix days). */
export function newKnownSources(day: number): KnownSources {
  return { since: day, young: new Uint8Array(FILTER_BYTES), old: new Uint8Array(FILTER_BYTES) };
}

/**
 * Notes the sources of one minute (`ip 203.0.113.9`, `ua curl/8`), and counts those that were not known. The given memory
 * is changed.
 */
export function noteSources(
  known: KnownSources,
  sources: readonly string[],
  day: number,
): { readonly newIps: number; readonly newUserAgents: number } {
  forgetOld(known, day);
  let newIps = 0;
  let newUserAgents = 0;
  for (const source of sources) {
    const isIp = source.startsWith(IP);
    const hash = hashOf(isIp ? IP + clientNetwork(source.slice(IP.length)) : source);
    const isNew = !has(known.young, hash) && !has(known.old, hash);
    add(known.young, hash);
    if (isNew && isIp) newIps += 1;
    if (isNew && !isIp) newUserAgents += 1;
  }
  return { newIps, newUserAgents };
}

/** Writes the memory for storage. */
export function encodeKnownSources({ since, young, old }: KnownSources): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(KNOWN_SOURCES_BYTES);
  new DataView(bytes.buffer).setUint32(0, since);
  bytes.set(young, 4);
  bytes.set(old, 4 + FILTER_BYTES);
  return bytes;
}

/** Reads what encodeKnownSources wrote; undefined where it is something else. */
export function decodeKnownSources(bytes: Uint8Array): KnownSources | undefined {
  if (bytes.length !== KNOWN_SOURCES_BYTES) return undefined;
  const copy = new Uint8Array(bytes);
  return {
    since: new DataView(copy.buffer).getUint32(0),
    young: copy.subarray(4, 4 + FILTER_BYTES),
    old: copy.subarray(4 + FILTER_BYTES),
  };
}

/** Whoever moves within a network is no new source: the /24 of an IPv4 address, the /48 of an IPv6 one. */
function clientNetwork(ip: string): string {
  const network = networkOf(ip);
  if (isIPv4(network)) return network.slice(0, network.lastIndexOf('.'));
  return network.endsWith('::/64') ? network.slice(0, 12) : network;
}

function forgetOld(known: KnownSources, day: number): void {
  if (day - known.since < KEPT_DAYS) return;
  const isLong = day - known.since >= 2 * KEPT_DAYS;
  known.old.set(isLong ? new Uint8Array(FILTER_BYTES) : known.young);
  known.young.fill(0);
  known.since = day;
}

function has(filter: Uint8Array, hash: number): boolean {
  for (let probe = 0; probe < PROBES; probe += 1) {
    const bit = bitOf(hash, probe);
    if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

function add(filter: Uint8Array, hash: number): void {
  for (let probe = 0; probe < PROBES; probe += 1) {
    const bit = bitOf(hash, probe);
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
}

/** Double hashing with the halves of one hash. */
function bitOf(hash: number, probe: number): number {
  return ((hash & 0xffff) + probe * ((hash >>> 16) | 1)) % FILTER_BITS;
}

/** FNV-1a with a final mix, so that neighbouring networks differ in all bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
