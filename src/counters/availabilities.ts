import { type Availability, createAvailability } from './availability.ts';
import type { Connection, Connections } from './connection.ts';

/** Whether the Redis of each shard can be asked. The shards of one server fall and recover together. */
export interface Availabilities {
  of(shard: number): Availability;
  /** One shard of each connection. */
  readonly representatives: readonly number[];
  /** Whether all shards can be asked. */
  isUp(): boolean;
  /** Tries to recover what is away; false where some of it still cannot be asked. */
  recover(): Promise<boolean>;
}

/** Follows the connections of all shards. `onOutage` is told when the first of them is lost, `onRecovered` when all are back. */
export function createAvailabilities(deps: {
  connections: Connections;
  shards: number;
  onOutage: (cause: unknown) => void;
  onRecovered: () => void;
}): Availabilities {
  const opened = new Map<Connection, Availability>();
  const representatives: number[] = [];
  let away = 0;
  const onLost = (cause: unknown) => {
    away += 1;
    if (away === 1) deps.onOutage(cause);
  };
  const onUp = () => {
    away -= 1;
    if (away === 0) deps.onRecovered();
  };
  const open = (connection: Connection, shard: number) => {
    const availability = createAvailability(connection, onLost);
    availability.onUp(onUp);
    opened.set(connection, availability);
    representatives.push(shard);
    return availability;
  };
  const shards = Array.from({ length: deps.shards }, (_, shard) => {
    const connection = deps.connections.of(shard);
    return opened.get(connection) ?? open(connection, shard);
  });
  return {
    of: (shard) => {
      const availability = shards[shard];
      if (availability === undefined) throw new RangeError(`there is no shard ${shard}`);
      return availability;
    },
    representatives,
    isUp: () => away === 0,
    recover: async () => {
      const recovered = await Promise.all([...opened.values()].map(async (each) => await each.recover()));
      return recovered.every(Boolean);
    },
  };
}
