import { useState } from 'react';
import type { Trouble } from '../../api/trouble.ts';
import { useAction } from '../../api/use-action.ts';
import { KeySetSensitivityDocument, type Sensitivity, type SensitivitySource } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { SelectField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { KeyDetail } from './key-detail.ts';

interface SensitivityCardProps {
  readonly apiKey: KeyDetail;
  readonly mayEdit: boolean;
}

/** How easily the detector tells of a key, and why. */
export function SensitivityCard({ apiKey, mayEdit }: SensitivityCardProps) {
  const { id: workspaceId } = useWorkspace();
  const [trouble, setTrouble] = useState<Trouble>();
  const [set, busy] = useAction(KeySetSensitivityDocument);
  const { sensitivity, setOn } = apiKey.effectiveSensitivity;
  const change = async (value: Sensitivity | '') => {
    setTrouble(undefined);
    const outcome = await set({ workspaceId, keyId: apiKey.id, sensitivity: value === '' ? null : value });
    if (outcome.done) tell({ title: 'The sensitivity is saved', text: 'It holds from the next minute on.' });
    else setTrouble(outcome.trouble);
  };
  return (
    <Card title="Sensitivity of the detector">
      <SelectField<Sensitivity | ''>
        label="Tells of this key"
        hint={`${words(sensitivity)} holds now: ${SET_ON[setOn]}`}
        value={apiKey.sensitivity ?? ''}
        disabled={!mayEdit || busy}
        onChange={(value) => void change(value)}
        choices={CHOICES}
      />
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Card>
  );
}

const SET_ON: Readonly<Record<SensitivitySource, string>> = {
  KEY: 'it was set here.',
  SERVER: 'it was set on a server that the key lists.',
  WORKSPACE: 'it was set on the workspace.',
  NOTHING: 'nothing was set.',
};

const CHOICES: readonly { readonly value: Sensitivity | ''; readonly label: string }[] = [
  { value: '', label: 'As set on its servers or the workspace' },
  { value: 'HIGH', label: 'High: soon' },
  { value: 'NORMAL', label: 'Normal' },
  { value: 'LOW', label: 'Low: late' },
  { value: 'OFF', label: 'Off: never' },
];
