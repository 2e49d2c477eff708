import type { IncomingMessage } from 'node:http';
import { asNumber, asObject, asText } from './read-json.ts';
import type { Transport } from './transport.ts';

/** A key that changed: what is cached of it at a lower version is old. */
export interface KeyChange {
  readonly keyId: string;
  readonly version: number;
}

/** What this process knows of changes in Keywatch. */
export interface ChangeFeed {
  /**
   * The wall clock in Unix milliseconds, as long as all changes but those of the last second are known here; undefined
   * where they are not. One reading of the clock, since this is asked for every verification.
   */
  wallClockIfFresh(): number | undefined;
  close(): void;
}

/**
 * What was told so long ago may have changed since. A revoked key is refused within this time and one way through the
 * network, also where the stream is cut; that is to be within a second.
 */
const FRESH_MS = 900;
const WATCH_EVERY_MS = 250;
const RECONNECT_MS = { first: 50, max: 1_000 };
const OPEN_TIMEOUT_MS = 2_000;
const EVENT_CHARS_MAX = 2 ** 22;

/** Keeps `GET /v1/changes` open. `onLost` is called whenever changes may have been missed. */
export function createChangeFeed(deps: {
  transport: Transport;
  onChanges: (changes: readonly KeyChange[]) => void;
  onLost: () => void;
  /** Milliseconds of a clock that is never set. */
  monotonic: () => number;
  now: () => number;
}): ChangeFeed {
  const { transport, monotonic, now } = deps;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let wallOffset = 0;
  let quietSince = 0;
  let stream: IncomingMessage | undefined;
  let reconnectMs = RECONNECT_MS.first;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const lose = () => {
    freshUntil = Number.NEGATIVE_INFINITY;
    stream?.destroy();
    stream = undefined;
    deps.onLost();
  };

  const follow = async () => {
    try {
      stream = await transport.open('/v1/changes', OPEN_TIMEOUT_MS);
      quietSince = monotonic();
      const read = createReader();
      for await (const chunk of stream.setEncoding('utf8')) {
        for (const beat of read(String(chunk), monotonic())) {
          deps.onChanges(beat.changes);
          freshUntil = beat.toldAt + FRESH_MS;
          quietSince = monotonic();
          wallOffset = now() - quietSince;
          reconnectMs = RECONNECT_MS.first;
        }
      }
    } catch {
      // Whatever the reason, verifications go on remotely, and say it where Keywatch is away.
    }
    if (closed) return;
    lose();
    timer = setTimeout(() => void follow(), reconnectMs);
    timer.unref();
    reconnectMs = Math.min(2 * reconnectMs, RECONNECT_MS.max);
  };

  // A stream that went silent is opened anew; a cut connection may stay silent for ever.
  const watch = setInterval(() => {
    if (stream !== undefined && monotonic() > Math.max(quietSince, freshUntil) + FRESH_MS) stream.destroy();
  }, WATCH_EVERY_MS);
  watch.unref();
  void follow();

  return {
    wallClockIfFresh: () => {
      const at = monotonic();
      if (at <= freshUntil) return at + wallOffset;
      if (freshUntil !== Number.NEGATIVE_INFINITY) lose();
      return undefined;
    },
    close: () => {
      closed = true;
      clearInterval(watch);
      clearTimeout(timer);
      stream?.destroy();
      freshUntil = Number.NEGATIVE_INFINITY;
    },
  };
}

interface Beat {
  /** On this process' clock, as if the network had been as fast as it ever was: what was held up is not taken for new. */
  readonly toldAt: number;
  readonly changes: readonly KeyChange[];
}

/** Reads server-sent events as they come in pieces. Throws where one is missing, or no beat. */
function createReader(): (text: string, arrivedAt: number) => Beat[] {
  let rest = '';
  let sequence = 0;
  let offsetMin = Number.POSITIVE_INFINITY;
  return (text, arrivedAt) => {
    const events = (rest + text).split('\n\n');
    rest = events.pop() ?? '';
    if (rest.length > EVENT_CHARS_MAX) throw new Error('an event is too long');
    return events.map((event) => {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(event) ?? [];
      sequence += 1;
      if (Number(id) !== sequence || data === undefined) throw new Error('an event is missing');
      const beat = asObject(JSON.parse(data));
      const at = asNumber(beat['at'], 'at');
      offsetMin = Math.min(offsetMin, arrivedAt - at);
      const changes = Array.isArray(beat['changes']) ? beat['changes'].map(readChange) : [];
      return { toldAt: at + offsetMin, changes };
    });
  };
}

function readChange(pair: unknown): KeyChange {
  const [keyId, version] = Array.isArray(pair) ? (pair as unknown[]) : [];
  return { keyId: asText(keyId, 'changes'), version: asNumber(version, 'changes') };
}
