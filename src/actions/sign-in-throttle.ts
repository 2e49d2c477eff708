import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Slows down guessing passwords. Each attempt is taken before the password is looked at. */
export interface SignInThrottle {
  /** Takes an attempt to sign in: 0, or the seconds to wait where there is none left. */
  takeSignIn(account: string, address: string): Promise<number>;
  /** Gives back the attempt of somebody who knew the password. */
  giveBack(account: string, address: string): Promise<void>;
  /** Takes an attempt to sign up: 0, or the seconds to wait where there is none left. */
  takeSignUp(address: string): Promise<number>;
}

const QUARTER_SECONDS = 900;

/**
 * Allows, in 15 minutes, 10 failures of an account from one address, 100 of an account and 100 of an address, and 100
 * new accounts from an address. Counted in the memory of this process: each further API process allows as much again.
 */
export function createSignInThrottle(): SignInThrottle {
  const limit = (points: number) => new RateLimiterMemory({ points, duration: QUARTER_SECONDS });
  const [ofPair, ofAccount, ofAddress, ofSignUps] = [limit(10), limit(100), limit(100), limit(100)];
  const signInLimits = (account: string, address: string) =>
    [
      [ofPair, `${address} ${account}`],
      [ofAccount, account],
      [ofAddress, address],
    ] as const;
  return {
    takeSignIn: async (account, address) => {
      for (const [limiter, name] of signInLimits(account, address)) {
        const waitSeconds = await take(limiter, name);
        if (waitSeconds > 0) return waitSeconds;
      }
      return 0;
    },
    giveBack: async (account, address) => {
      for (const [limiter, name] of signInLimits(account, address)) await limiter.reward(name);
    },
    takeSignUp: async (address) => await take(ofSignUps, address),
  };
}

async function take(limiter: RateLimiterMemory, name: string): Promise<number> {
  try {
    await limiter.consume(name);
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
  }
}
