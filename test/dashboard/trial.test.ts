import { expect, test } from 'vitest';
import {
  faultsOf,
  keysOf,
  policyOf,
  readTrial,
  writeTrial,
} from '../../src/dashboard/screens/replay/trial.ts';
import { verdictOf } from '../../src/dashboard/screens/replay/verdict.ts';

const trialOf = (query: string) => readTrial(new URLSearchParams(query));

test.each([
  '',
  'rules=limit&limit=10&burst=5',
  'rules=cidrs%2Cscopes&cidrs=10.0.0.0%2F8&scopes=crm%3Aread&days=30',
  'text=sync&status=ACTIVE&keys=filter',
  'rules=expiry&expiry=2026-11-20T10%3A00&keys=named&key=a&key=b',
])('a URL of a trial is the same after reading and writing: %s', (query) => {
  expect(writeTrial(trialOf(query)).toString()).toBe(query);
});

test('only the chosen rules are in the policy', () => {
  const trial = trialOf('rules=limit,cidrs&limit=10&cidrs=10.0.0.0/8,%0A192.0.2.1&scopes=x');
  expect(policyOf(trial, trial.rules)).toEqual({
    rateLimit: { limit: 10, windowSeconds: 60 },
    allowCidrs: ['10.0.0.0/8', '192.0.2.1'],
  });
  expect(policyOf(trial, ['cidrs'])).toEqual({ allowCidrs: ['10.0.0.0/8', '192.0.2.1'] });
  expect(policyOf(trialOf('rules=scopes'), ['scopes'])).toEqual({ scopes: [] });
});

test('a link with keys names them, and a filter holds what was written', () => {
  expect(keysOf(trialOf('key=a'))).toEqual({ keyIds: ['a'] });
  expect(keysOf(trialOf('keys=filter&text=sync&status=NONSENSE'))).toEqual({ filter: { text: 'sync' } });
  expect(keysOf(trialOf('text=sync'))).toEqual({});
});

test.each([
  ['', 'rules'],
  ['rules=limit&limit=0', 'limit'],
  ['rules=limit&limit=1.5', 'limit'],
  ['rules=limit&windowSeconds=86401', 'windowSeconds'],
  ['rules=limit&limit=10&burst=11', 'burst'],
  ['rules=expiry', 'expiry'],
  ['rules=scopes&days=91', 'days'],
  ['rules=scopes&keys=named', 'keyIds'],
])('%s cannot be run: %s', (query, field) => {
  expect(Object.keys(faultsOf(trialOf(query)))).toEqual([field]);
});

test('what is not chosen is not looked at', () => {
  expect(faultsOf(trialOf('rules=scopes&limit=0&expiry=never'))).toEqual({});
});

test.each([
  [0, 0, 0, true, /nothing to lose/],
  [10, 0, 0, true, /^Nothing would have been lost: all 10/],
  [10, 4, 4, true, /^4 of the 10 .* \(40%\)\.$/],
  [10, 0, 4, false, /^At most 4 of the 10 .* maybe none/],
  [10, 2, 4, false, /^Between 2 and 4 of the 10 .* \(20% to 40%\)\.$/],
])(
  'of %i let through, %i to %i lost: exact %s',
  (letThrough, rejectedAtLeast, rejectedAtMost, exact, words) => {
    const counts = { requests: letThrough, letThrough, rejectedAtLeast, rejectedAtMost, exact, reasons: [] };
    expect(verdictOf({ __typename: 'PolicyReplayCounts', ...counts })).toMatch(words);
  },
);
