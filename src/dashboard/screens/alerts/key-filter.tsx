import { Combobox } from '@base-ui/react/combobox';
import { X } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { AlertsKeyNameDocument, AlertsKeysDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import style from './alerts.module.css';

interface KeyFilterProps {
  /** Empty: all keys. */
  readonly keyId: string;
  onChange(keyId: string): void;
}

/** Narrows a list to one key, which is found by a part of its name. */
export function KeyFilter({ keyId, onChange }: KeyFilterProps) {
  return keyId === '' ? <FindKey onChange={onChange} /> : <ChosenKey keyId={keyId} onChange={onChange} />;
}

function ChosenKey({ keyId, onChange }: KeyFilterProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId, keyId }), [workspaceId, keyId]);
  const { data, trouble } = useRead(AlertsKeyNameDocument, variables);
  return (
    <div className={style['key']}>
      <span>Key</span>
      <div className={style['keyRow']}>
        <bdi>{data?.key.name ?? (trouble === undefined ? '…' : 'a deleted key')}</bdi>
        <Button look="quiet" size="small" aria-label="All keys" onClick={() => onChange('')}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
    </div>
  );
}

interface Found {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

function FindKey({ onChange }: Pick<KeyFilterProps, 'onChange'>) {
  const id = useId();
  const { id: workspaceId } = useWorkspace();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const search = useDeferredValue(text.trim());
  const variables = useMemo(() => ({ workspaceId, search, first: 20 }), [workspaceId, search]);
  const { data } = useRead(AlertsKeysDocument, variables, { pause: !open });
  const found = (data?.keys.edges ?? []).map(
    ({ node }): Found => ({ value: node.id, label: node.name, hint: `…${node.lastFour}` }),
  );
  return (
    <div className={style['key']}>
      <label htmlFor={id}>Key</label>
      <Combobox.Root
        items={found}
        filter={null}
        open={open}
        onOpenChange={setOpen}
        inputValue={text}
        onInputValueChange={setText}
        onValueChange={(chosen: Found | null) => chosen !== null && onChange(chosen.value)}
      >
        <Combobox.Input id={id} className={style['keyInput']} placeholder="All keys" data-filter />
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} align="start" style={ABOVE}>
            <Combobox.Popup className={style['options']}>
              <Combobox.Empty className={style['none']}>
                {data === undefined ? 'Looking …' : 'No key is called that.'}
              </Combobox.Empty>
              <Combobox.List>
                {(key: Found) => (
                  <Combobox.Item key={key.value} value={key} className={style['option']}>
                    <bdi>{key.label}</bdi> <code className="muted">{key.hint}</code>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </div>
  );
}

const ABOVE = { zIndex: 20 } as const;
