import { useCallback } from 'react';
import type { SessionQuery } from '../gql/graphql.ts';
import { useSession } from '../session/session.tsx';
import { words } from '../ui/badge.tsx';

/** A kind of alert, as Keywatch explains it. */
export type AlertKind = SessionQuery['alertKinds'][number];

/** Finds the kind of an alert. One that Keywatch does not know is called by its own words. */
export type KindOf = (kind: string) => AlertKind;

/** All kinds of alerts; they came with the session. */
export function useAlertKinds(): readonly AlertKind[] {
  return useSession().alertKinds;
}

/** What finds the kind of an alert. */
export function useAlertKind(): KindOf {
  const kinds = useAlertKinds();
  return useCallback((kind) => kinds.find((each) => each.kind === kind) ?? unknownKind(kind), [kinds]);
}

function unknownKind(kind: string): AlertKind {
  return {
    __typename: 'AlertKind',
    kind,
    title: words(kind),
    description: 'Keywatch knows no such kind.',
    advice: '',
    figures: 'NUMBER',
    unit: null,
  };
}
