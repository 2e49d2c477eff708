import { REFUSAL_CODES, Refusal } from '../../core/errors.ts';
import { builder } from '../builder.ts';

export const refusalCode = builder.enumType('RefusalCode', {
  description:
    'Why something was refused. Codes are never reused; docs/errors.md says what to do about each.',
  values: REFUSAL_CODES,
});

builder.objectType(Refusal, {
  name: 'Refusal',
  description: 'An expected refusal of a mutation: nothing was changed.',
  fields: (t) => ({
    code: t.expose('code', { type: refusalCode }),
    message: t.exposeString('message', { description: 'What to do next, for people.' }),
  }),
});
