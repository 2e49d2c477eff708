import { useMemo, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { KeyLimitAtDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { SelectField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/page.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';
import { rateText, SOURCES } from './limit-text.ts';

/** The limit that verifications apply, at each of the key's servers, and where it comes from. */
export function EffectiveLimit({ apiKey }: { readonly apiKey: KeyDetail }) {
  const [serverId, setServerId] = useState('');
  return (
    <div className={style['facts']}>
      {apiKey.servers.length > 0 && (
        <SelectField
          label="Where"
          value={serverId}
          onChange={setServerId}
          choices={[
            { value: '', label: 'Where a request names no server' },
            ...apiKey.servers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {serverId === '' ? (
        <Limit limit={apiKey.effectiveLimit} />
      ) : (
        <LimitAt keyId={apiKey.id} serverId={serverId} />
      )}
    </div>
  );
}

function LimitAt({ keyId, serverId }: { readonly keyId: string; readonly serverId: string }) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId, keyId, serverId }), [workspaceId, keyId, serverId]);
  const { data, trouble, again } = useRead(KeyLimitAtDocument, variables);
  if (trouble !== undefined) return <TroubleNotice trouble={trouble} onAgain={again} />;
  return data === undefined ? <Skeleton height={42} /> : <Limit limit={data.key.effectiveLimit} />;
}

function Limit({ limit }: { readonly limit: KeyDetail['effectiveLimit'] }) {
  return (
    <div>
      <strong>{rateText(limit)}</strong>
      <div className={style['note']}>{SOURCES[limit.from]} All servers share one count of the key.</div>
    </div>
  );
}
