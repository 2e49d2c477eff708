import { useMemo, useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import { PeopleServersDocument, PeopleSetServersDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { CheckField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { isolated } from '../../ui/isolate.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { SkeletonLines } from '../../ui/page.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { Member } from './member.ts';
import style from './people.module.css';

/** Chooses which servers a member may open, and with them the member's keys. */
export function MemberServers({ member, onClose }: { readonly member: Member; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [all, setAll] = useState(member.allServers);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(member.allServers ? [] : member.servers.map(({ id }) => id)),
  );
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data, trouble, again } = useRead(PeopleServersDocument, variables);
  const [set] = useAction(PeopleSetServersDocument);
  const act = async () => {
    const serverIds = all ? null : [...chosen];
    const outcome = await set({ workspaceId, userId: member.userId, serverIds });
    if (outcome.done) tell({ title: `The servers of ${isolated(member.user.name)} are changed` });
    return outcome;
  };
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={
        <>
          Servers of <bdi>{member.user.name}</bdi>
        </>
      }
      lead="A key opens no more than its owner may open."
      verb="Save"
      act={act}
    >
      <CheckField label="All servers, also future ones" checked={all} onChange={setAll} />
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      {!all && data === undefined && trouble === undefined && <SkeletonLines lines={3} />}
      {!all && data !== undefined && (
        <fieldset className={style['group']}>
          <legend>Only these; none: nothing</legend>
          <div className={style['choices']}>
            {data.servers.map(({ id, name, slug }) => (
              <CheckField
                key={id}
                label={
                  <>
                    <bdi>{name}</bdi> <code className="muted">{slug}</code>
                  </>
                }
                checked={chosen.has(id)}
                onChange={(on) => toggle(id, on)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </FormDialog>
  );
}
