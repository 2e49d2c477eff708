import { z } from 'zod';
import { parseCidr } from '../core/cidr.ts';
import { QUOTA_REFILLS } from '../core/quota.ts';
import {
  burstInput,
  daysInput,
  descriptionInput,
  expiryInput,
  idInput,
  instantInput,
  jsonInput,
  metadataInput,
  metadataNameInput,
  nameInput,
  scopesInput,
} from './parse-input.ts';

const rateLimitInput = z
  .object({
    limit: z.int().min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000'),
    windowSeconds: z.int().min(1, 'must be at least 1').max(86_400, 'must be at most 86400').default(60),
    burst: burstInput.default(null),
  })
  .refine(({ limit, burst }) => burst === null || burst <= limit, {
    path: ['burst'],
    error: 'must be at most the limit',
  });

const quotaInput = z.object({
  limit: z.int().min(1, 'must be at least 1').max(1_000_000_000, 'must be at most 1000000000'),
  refill: z.enum(QUOTA_REFILLS).default('NEVER'),
});

const concurrencyInput = z.int().min(1, 'must be at least 1').max(10_000, 'must be at most 10000');

const cidrInput = z.string().transform((text, context) => {
  const cidr = parseCidr(text);
  if (cidr !== undefined) return cidr;
  context.addIssue({
    code: 'custom',
    message: `\`${text.slice(0, 64)}\` is neither an address nor a range without host bits, such as 203.0.113.0/24`,
    params: { code: 'CIDR_INVALID' },
  });
  return z.NEVER;
});

const cidrsInput = z
  .array(cidrInput)
  .max(100, 'must have at most 100')
  .transform((cidrs) => [...new Set(cidrs)]);

const serverIdsInput = z
  .array(idInput)
  .min(1, 'must name a server, or be left out for all')
  .max(1_000, 'must have at most 1000')
  .transform((ids) => [...new Set(ids)].sort());

const pathInput = z.array(metadataNameInput).min(1, 'must have a name').max(10, 'must have at most 10 names');

/** A value at a path of the metadata. */
export const metadataAtInput = z.object({
  path: pathInput,
  value: z
    .unknown()
    .optional()
    .transform((value): unknown => value ?? null)
    .pipe(jsonInput),
});

/** What createApiKey and updateApiKey take alike. Null is none. */
export const settingsInput = {
  description: descriptionInput.nullish(),
  serverIds: serverIdsInput.optional(),
  scopes: scopesInput.optional(),
  expiresAt: expiryInput.nullish(),
  expiresInDays: daysInput.nullish(),
  rateLimit: rateLimitInput.nullish(),
  quota: quotaInput.nullish(),
  concurrencyLimit: concurrencyInput.nullish(),
  allowCidrs: cidrsInput.optional(),
  requiresSignature: z.boolean().optional(),
};

/** Rules that a replay judges by. */
export const policyInput = z.object({
  rateLimit: settingsInput.rateLimit,
  allowCidrs: cidrsInput.nullish(),
  scopes: scopesInput.nullish(),
  expiresAt: instantInput.nullish(),
});

/** What updateApiKey takes: what is left out stays. */
export const changesInput = z.object({
  ...settingsInput,
  name: nameInput.optional(),
  allServers: z.literal(true, 'must be true; to open some servers only, give serverIds').optional(),
  metadata: metadataInput.optional(),
  setMetadata: z.array(metadataAtInput).max(100, 'must have at most 100').default([]),
  unsetMetadata: z.array(pathInput).max(100, 'must have at most 100').default([]),
});

export type KeyChanges = z.output<typeof changesInput>;
