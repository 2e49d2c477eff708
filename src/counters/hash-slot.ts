/** How many slots a Redis Cluster deals out to its nodes. */
const SLOTS = 16_384;
const POLYNOMIAL = 0x1021;

/** The slot of all names that carry a hash tag: CRC-16/XMODEM of it, as the Redis Cluster specification says. */
export function hashSlot(tag: string): number {
  let crc = 0;
  for (const byte of Buffer.from(tag)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL) & 0xffff;
  }
  return crc % SLOTS;
}

/**
 * The hash tag of a shard: the first whose slot lies in the shard's own part of all slots, so that nodes which share the
 * slots evenly share the shards evenly (of 16 shards named 0 to 15, half of 8 nodes would have none).
 */
export function tagOfShard(shard: number, shards: number): string {
  const part = SLOTS / shards;
  for (let number = 0; ; number++) {
    const tag = number === 0 ? String(shard) : `${shard}.${number}`;
    if (Math.floor(hashSlot(tag) / part) === shard) return tag;
  }
}
