import { ALERT_FIGURES, ALERT_KIND_ENTRIES, type AlertKindEntry } from '../../core/alert-catalogue.ts';
import { builder } from '../builder.ts';
import { severityRef } from './alert.ts';

const alertFigure = builder.enumType('AlertFigure', {
  description:
    'What the figures of alerts are: numbers, shares from 0 to 1, or NONE where there is nothing to compare. A threshold ' +
    'of ERROR_SHARE has shares as well.',
  values: ALERT_FIGURES,
});

const alertKindRef = builder.objectRef<AlertKindEntry>('AlertKind').implement({
  description: 'What alerts may be about, in words for people.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'The `kind` of alerts, such as `spike`.' }),
    title: t.exposeString('title', { description: 'Such as `Spike of requests`.' }),
    description: t.exposeString('description', { description: 'What it means.' }),
    advice: t.exposeString('advice', { description: 'What to do about it.' }),
    figures: t.expose('figures', { type: alertFigure }),
    unit: t.exposeString('unit', {
      nullable: true,
      description: 'What the figures count, such as `requests a minute`; null: the sentence alone says it.',
    }),
    severity: t.expose('severity', {
      type: severityRef,
      nullable: true,
      description:
        'How severe such an alert begins as a rule; it rises where more is found. Null: as its threshold says.',
    }),
  }),
});

builder.queryField('alertKinds', (t) =>
  t.field({
    type: [alertKindRef],
    description: 'All kinds of alerts, those of the detector first. Releases may add some.',
    authScopes: { signedIn: true },
    resolve: () => ALERT_KIND_ENTRIES,
  }),
);
