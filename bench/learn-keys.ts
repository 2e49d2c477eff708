import type { Keywatch } from '../src/sdk/keywatch.ts';

const LEARNERS = 16;

/** Verifies keys with a client in local mode until it has decided about each of them itself. */
export async function learnKeys(sdk: Keywatch, secrets: readonly string[]): Promise<void> {
  const waiting = [...secrets];
  const learn = async () => {
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      const { decidedBy } = await sdk.verify({ key });
      if (decidedBy === 'KEYWATCH') waiting.unshift(key);
    }
  };
  await Promise.all(Array.from({ length: LEARNERS }, learn));
}
