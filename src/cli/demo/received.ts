import { z } from 'zod';

/** What the receiver tells its parent of a request. */
export const receivedSchema = z.object({
  /** Unix milliseconds. */
  at: z.number(),
  id: z.string(),
  verified: z.boolean(),
  payload: z.unknown(),
});
