import { z } from 'zod';

/** What the parent tells the Postgres child. Port 0 lets the system choose one. */
export const toChild = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    dir: z.string(),
    port: z.number(),
    password: z.string(),
    idleInTransactionMsMax: z.number(),
  }),
  z.object({ kind: z.literal('stop') }),
]);

/** What the Postgres child tells its parent. */
export const fromChild = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), port: z.number() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);

export type ToChild = z.infer<typeof toChild>;
export type FromChild = z.infer<typeof fromChild>;
