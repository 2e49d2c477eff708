import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { AuditActorsDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Filters } from '../../ui/filters.tsx';
import type { useAuditFilter } from './audit-filter.ts';

/** The fields that narrow the log. */
export function AuditFilters({ texts, set, clear }: ReturnType<typeof useAuditFilter>) {
  const narrowed = Object.values(texts).some((text) => text !== '');
  return (
    <Filters>
      <TextField
        filter
        label="Action"
        placeholder="key.revoked, server.*"
        value={texts.action}
        onChange={(text) => set('action', text)}
      />
      <SelectField
        label="Who"
        value={texts.actor}
        choices={useActors(texts.actor)}
        onChange={(id) => set('actor', id)}
      />
      <TextField label="To what (its id)" value={texts.targetId} onChange={(text) => set('targetId', text)} />
      <TextField label="From address" value={texts.ip} onChange={(text) => set('ip', text)} />
      <TextField label="From day" type="date" value={texts.from} onChange={(text) => set('from', text)} />
      <TextField label="To day" type="date" value={texts.to} onChange={(text) => set('to', text)} />
      {narrowed && <Button onClick={clear}>Clear</Button>}
    </Filters>
  );
}

function useActors(chosen: string) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data } = useRead(AuditActorsDocument, variables);
  const members = (data?.members.edges ?? []).map(({ node: { user } }) => ({
    value: user.id,
    label: `${user.name} (${user.email})`,
  }));
  const known = chosen === '' || members.some(({ value }) => value === chosen);
  return [
    { value: '', label: 'Everybody' },
    ...members,
    ...(known ? [] : [{ value: chosen, label: chosen }]),
  ];
}
