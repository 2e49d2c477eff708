import { expect, test } from 'vitest';
import { spanOf } from '../../src/dashboard/screens/key/span.ts';

const NOW = Date.parse('2026-11-22T12:34:00Z');
const of = (query: string) => spanOf(new URLSearchParams(query), NOW);

test('a key is shown for the last 24 hours where nothing else is asked', () => {
  const usual = {
    length: '24h',
    from: '2026-11-21T12:34:00.000Z',
    to: '2026-11-22T12:34:00.000Z',
    by: 'MINUTE',
  };
  expect(of('')).toEqual(usual);
  expect(of('range=8y&from=now&to=then')).toEqual(usual);
});

test('up to 7 days are told by the minute, and never from before what is kept', () => {
  expect(of('range=7d')).toMatchObject({ from: '2026-11-15T12:44:00.000Z', by: 'MINUTE' });
  expect(of('range=30d').by).toBe('HOUR');
  expect(of('range=90d').by).toBe('DAY');
});

test('a part that was dragged out of a chart is told as closely as it is stored', () => {
  expect(of('from=2026-11-22T10:00:00Z&to=2026-11-22T11:00:00Z')).toMatchObject({ length: '', by: 'MINUTE' });
  expect(of('from=2026-11-01T10:00:00Z&to=2026-11-01T11:00:00Z')).toMatchObject({ length: '', by: 'HOUR' });
  expect(of('from=2026-01-01T00:00:00Z&to=2026-11-01T00:00:00Z')).toMatchObject({ length: '', by: 'DAY' });
  expect(of('from=2026-11-22T11:00:00Z&to=2026-11-22T10:00:00Z').length).toBe('24h');
});
