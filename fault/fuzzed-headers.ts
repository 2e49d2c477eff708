import fc from 'fast-check';

/** What a client may send as a header's value: tab, and all of Latin-1 but control characters. */
export const latin1 = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
      fc.constantFrom(9, 0xa0, 0xe9, 0xff),
    ),
    { maxLength: 600 },
  )
  .map((codes) => String.fromCharCode(...codes));

const base62 = fc.stringMatching(/^[0-9A-Za-z]{20,70}$/);

/** Texts in place of a key: none of them is one, many look like one. */
export const fuzzedKey = fc.oneof(
  latin1,
  base62.map((text) => `kw_live_${text}`),
  base62.map((text) => `mcp_sk_${text}`),
  base62.map((text) => `oct_live_${text}`),
  fc.tuple(base62, base62).map(([user, text]) => `ok1-${user}-7-${text}`),
  fc.constantFrom(
    '__proto__',
    'constructor',
    "' OR 1=1 --",
    '%00',
    '{{7*7}}',
    '${jndi:x}',
    'kwt_gw_x',
    '\\u0000',
  ),
);

/** Headers of a request that asks about a key, each of which may be missing. */
export const fuzzedHeaders = fc.record(
  {
    'x-api-key': fc.oneof(fuzzedKey, fc.array(fuzzedKey, { minLength: 2, maxLength: 3 })),
    authorization: fc.oneof(
      fuzzedKey.map((text) => `Bearer ${text}`),
      latin1,
    ),
    'user-agent': latin1,
    'x-original-uri': latin1,
    'x-original-method': latin1,
    'x-forwarded-uri': latin1,
    'x-forwarded-proto': latin1,
    'x-keywatch-server': latin1,
  },
  { requiredKeys: [] },
);
