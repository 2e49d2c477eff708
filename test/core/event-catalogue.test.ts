import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { EVENT_TYPE_NAMES, EVENT_TYPES } from '../../src/core/event-catalogue.ts';

test('every type of event has a schema of its own, and a row for receivers to read', async () => {
  const page = await readFile(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map(([, name]) => name);
  expect(new Set(rows)).toEqual(new Set(EVENT_TYPE_NAMES));
  for (const { name, schema } of EVENT_TYPES) {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['type', 'timestamp', 'data'],
      properties: { type: { const: name }, data: { type: 'object' } },
    });
    // Names may be added later, which must not break who validates today.
    expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false');
  }
});
