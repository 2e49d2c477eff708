import { builder } from '../builder.ts';
import { quotaRefillRef } from './key.ts';

/** At most so many requests in a window. */
export const rateLimitInput = builder.inputType('RateLimitInput', {
  description: 'At most `limit` requests in any `windowSeconds`.',
  fields: (t) => ({
    limit: t.int({ required: true, description: '1 to 1,000,000.' }),
    windowSeconds: t.int({ required: true, defaultValue: 60, description: '1 to 86,400.' }),
    burst: t.int({
      description:
        'How many of them may come at once, 1 to `limit`; those taken come back evenly over the window. Left out: as many as the limit allows.',
    }),
  }),
});

/** At most so many requests until the next refill. */
export const quotaInput = builder.inputType('QuotaInput', {
  description:
    'At most `limit` requests until the next refill. A request that is verified with a `cost` takes so many.',
  fields: (t) => ({
    limit: t.int({ required: true, description: '1 to 1,000,000,000.' }),
    refill: t.field({
      type: quotaRefillRef,
      required: true,
      defaultValue: 'NEVER',
      description:
        'When the count begins anew; NEVER: the limit is for the whole life of the key. What it did while it had no quota does not count.',
    }),
  }),
});

/** A value at a path of the metadata. */
export const metadataAtInput = builder.inputType('MetadataAtInput', {
  description: 'A value at a path of the metadata.',
  fields: (t) => ({
    path: t.stringList({ required: true, description: '1 to 10 names, from the outside to the inside.' }),
    value: t.field({ type: 'Json', description: 'Left out: null.' }),
  }),
});
