import { z } from 'zod';
import { CountersUnavailable } from '../core/errors.ts';
import { type Connections, carryOut } from './connection.ts';
import { acknowledgeText, type Ledger, RETAINED_MS } from './ledger.ts';
import { decodeMarker } from './marker.ts';
import type { BatchPart } from './record-call.ts';
import { encodeTallyMember, type RedisKeys } from './redis-keys.ts';

const textsSchema = z.array(z.string().nullable());

/**
 * Answers for batches that another call has counted. Whoever made that call may not know that it was carried out, as its
 * reply was lost, and so would not send it again to a Redis that forgot it. So before a repeated batch is acknowledged, this
 * process reads the tallies that it is in and keeps them with its own: they are absolute, and anybody may send them again.
 * A tally that is not in Redis any more is rolled up. Rejects with CountersUnavailable, with nothing kept.
 */
export function createRepeats(deps: {
  connections: Pick<Connections, 'of'>;
  keys: RedisKeys;
  shard: number;
  ledger: Ledger;
  now: () => number;
}): (part: BatchPart) => Promise<void> {
  const { keys, shard, ledger } = deps;
  const connection = deps.connections.of(shard);

  const read = async (marker: string, part: BatchPart) => {
    const [text] = await carryOut(connection, async (redis) => textsSchema.parse(await redis.mget(marker)));
    // It stood there a moment ago: this Redis has lost it since.
    if (text == null) throw new CountersUnavailable();
    const counted = decodeMarker(text);
    if (counted === undefined || deps.now() - counted.atMs > RETAINED_MS) return undefined;
    const hashes = [];
    for (const [slotName, fields] of fieldsBySlot(part)) {
      const member = encodeTallyMember(counted.source, slotName);
      const name = keys.cells(shard, member);
      const texts = await carryOut(connection, async (redis) =>
        textsSchema.parse(await redis.hmget(name, ...fields)),
      );
      hashes.push({ member, fields, texts });
    }
    return { text, hashes };
  };

  return async (part) => {
    const { marker } = part;
    if (marker === undefined || ledger.retained().some(({ markers }) => markers.has(marker))) return;
    const life = connection.readyCount();
    const found = await read(marker, part).catch((cause: unknown) => {
      connection.doubt(cause);
      throw new CountersUnavailable({ cause });
    });
    if (connection.readyCount() !== life) throw new CountersUnavailable();
    if (found === undefined) return;
    const generation = ledger.current();
    generation.markers.set(marker, found.text);
    for (const { member, fields, texts } of found.hashes) {
      for (const [at, field] of fields.entries()) {
        const text = texts[at];
        if (text != null) acknowledgeText(generation, member, field, text);
      }
    }
    ledger.acknowledged(generation);
  };
}

function fieldsBySlot({ increments }: BatchPart): Map<string, string[]> {
  const fields = new Map<string, Set<string>>();
  for (const { slotName, field } of increments.places) {
    const known = fields.get(slotName);
    if (known === undefined) fields.set(slotName, new Set([field]));
    else known.add(field);
  }
  return new Map([...fields].map(([slotName, names]) => [slotName, [...names]]));
}
