import { describe, expect, test } from 'vitest';
import {
  type AlertView,
  countedFilterOf,
  filterOf,
  isNarrowed,
  searchOf,
  viewOf,
} from '../../src/dashboard/screens/alerts/alert-filter.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const USUAL = viewOf(new URLSearchParams());
const EVERYTHING: AlertView = {
  state: 'ALL',
  severities: ['CRITICAL', 'INFO'],
  kind: 'spike',
  assignee: 'none',
  key: 'k1',
  server: 's1',
  span: 'custom',
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-02T00:00:00.000Z',
};

describe('what alerts are narrowed by', () => {
  test('is open alerts where the URL says nothing, and then the URL stays empty', () => {
    expect(USUAL.state).toBe('OPEN');
    expect(searchOf(USUAL).toString()).toBe('');
    expect(isNarrowed(USUAL)).toBe(false);
    expect(filterOf(USUAL, NOW)).toEqual({ states: ['OPEN'] });
  });

  test('comes back from the URL as it went there', () => {
    expect(viewOf(searchOf(EVERYTHING))).toEqual(EVERYTHING);
    expect(isNarrowed(EVERYTHING)).toBe(true);
  });

  test('takes nothing from a URL that makes no sense', () => {
    const search = new URLSearchParams('state=loud&severity=bad,info&span=constructor&from=yesterday');
    expect(viewOf(search)).toMatchObject({ state: 'OPEN', severities: ['INFO'], span: '', from: '' });
  });

  test('becomes the filter of the API; alerts are counted without state and severity', () => {
    const counted = {
      kinds: ['spike'],
      keyIds: ['k1'],
      serverIds: ['s1'],
      assigned: false,
      openedFrom: EVERYTHING.from,
      openedBefore: EVERYTHING.to,
    };
    expect(countedFilterOf(EVERYTHING, NOW)).toEqual(counted);
    expect(filterOf(EVERYTHING, NOW)).toEqual({ ...counted, severities: ['CRITICAL', 'INFO'] });
  });

  test('goes back from now where it names a span, whatever else is in the URL', () => {
    const view = viewOf(new URLSearchParams('span=24h&assignee=u1'));
    expect(filterOf(view, NOW)).toEqual({
      states: ['OPEN'],
      assigneeIds: ['u1'],
      openedFrom: '2026-11-21T12:00:00.000Z',
    });
  });
});
