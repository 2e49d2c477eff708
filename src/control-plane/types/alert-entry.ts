import { ALERT_CHANGES, type AlertChange } from '../../core/alert-action.ts';
import { builder } from '../builder.ts';
import { alertRef, alertVerdictRef, severityRef } from './alert.ts';
import { userRef } from './user.ts';

const ENTRIES_MAX = 200;

export const alertChangeRef = builder.enumType('AlertChange', {
  description: 'What became of an alert.',
  values: {
    OPENED: {},
    ESCALATED: { description: 'It became more severe.' },
    ACKNOWLEDGED: {},
    RESOLVED: {},
    REOPENED: { description: 'By a person, or because it went on.' },
    ASSIGNED: { description: 'Given to somebody, or taken from them.' },
    COMMENTED: {},
    JUDGED: { description: 'Given a verdict after it was resolved.' },
    UNMUTED: { description: 'Its mute is over and it goes on: webhooks are told now.' },
  } satisfies Record<AlertChange, object>,
});

const entryRef = builder.prismaObject('AlertEntry', {
  description: 'One line of the history of an alert.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    change: t.field({
      type: alertChangeRef,
      select: { change: true },
      resolve: ({ change }) => changeOf(change),
    }),
    actor: t.relation('actor', {
      type: userRef,
      nullable: true,
      description: 'Who did it; null: Keywatch itself.',
    }),
    comment: t.exposeString('comment', { nullable: true, description: 'What they said.' }),
    assignee: t.relation('assignee', {
      type: userRef,
      nullable: true,
      description: 'Whom it was given to.',
    }),
    verdict: t.expose('verdict', { type: alertVerdictRef, nullable: true }),
    severity: t.expose('severity', {
      type: severityRef,
      nullable: true,
      description: 'How bad it was then; null in entries of people.',
    }),
  }),
});

/** The change that a stored text names. Throws where it is none. */
export function changeOf(text: string): AlertChange {
  const known = ALERT_CHANGES.find((each) => each === text);
  if (known === undefined) throw new Error(`There is no change of an alert called ${text}.`);
  return known;
}

builder.prismaObjectFields(alertRef, (t) => ({
  history: t.relation('entries', {
    type: entryRef,
    description:
      'What became of it, the newest first; at most 200 entries. The audit log has all that people did.',
    query: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: ENTRIES_MAX },
  }),
  comments: t.relation('entries', {
    type: entryRef,
    description: 'The entries in which somebody said something, the newest first; at most 200.',
    query: {
      where: { comment: { not: null } },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: ENTRIES_MAX,
    },
  }),
}));
