import { useState } from 'react';
import type { Trouble } from '../../api/trouble.ts';
import { useAction } from '../../api/use-action.ts';
import { KeyUpdateMetadataDocument } from '../../gql/graphql.ts';
import { tellPropagation } from '../../key-actions/tell-propagation.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { count } from '../../ui/figures.ts';
import { isolated } from '../../ui/isolate.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Segments } from '../../ui/tabs.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';
import {
  bytesOf,
  changeOf,
  METADATA_BYTES_MAX,
  type Metadata,
  type MetadataRow,
  metadataIn,
  metadataOf,
  type Parsed,
  rowsOf,
} from './metadata.ts';
import { MetadataRows } from './metadata-rows.tsx';

type Draft =
  | { readonly as: 'ROWS'; readonly rows: readonly MetadataRow[] }
  | { readonly as: 'JSON'; readonly text: string };

interface EditorProps {
  readonly apiKey: KeyDetail;
  /** What the metadata was when editing began. */
  readonly base: Metadata;
  onClose(): void;
}

/** Changes metadata, as rows or as JSON; only what was changed is sent. */
export function MetadataEditor({ apiKey, base, onClose }: EditorProps) {
  const { id: workspaceId } = useWorkspace();
  const [draft, setDraft] = useState<Draft>({ as: 'ROWS', rows: rowsOf(base) });
  const [trouble, setTrouble] = useState<Trouble>();
  const [update, busy] = useAction(KeyUpdateMetadataDocument);
  const parsed = draft.as === 'ROWS' ? metadataOf(draft.rows) : metadataIn(draft.text);
  const change = 'metadata' in parsed ? changeOf(base, parsed.metadata) : undefined;
  const bytes = 'metadata' in parsed ? bytesOf(parsed.metadata) : undefined;
  const isTooLarge = (bytes ?? 0) > METADATA_BYTES_MAX;
  const isSame = change?.setMetadata.length === 0 && change.unsetMetadata.length === 0;
  const save = async () => {
    if (change === undefined || isTooLarge) return;
    const outcome = await update({ workspaceId, keyId: apiKey.id, ...change });
    if (!outcome.done) {
      setTrouble(outcome.trouble);
      return;
    }
    tellPropagation(outcome.value.propagation, {
      title: `The metadata of ${isolated(apiKey.name)} is saved`,
    });
    onClose();
  };
  return (
    <Card
      title="Metadata"
      actions={
        <Segments
          label="Edit as"
          value={draft.as}
          choices={MODES}
          onChange={(as) => {
            if ('metadata' in parsed && as !== draft.as) setDraft(draftOf(as, parsed.metadata));
          }}
        />
      }
    >
      <form
        className={style['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <DraftFields draft={draft} parsed={parsed} onChange={setDraft} />
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
        <div className={style['foot']}>
          <output className={isTooLarge ? style['over'] : style['note']}>
            {bytes === undefined ? '' : `${count(bytes)} of ${count(METADATA_BYTES_MAX)} bytes`}
            {isTooLarge && ': take something out before you save it.'}
          </output>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            busy={busy}
            disabled={change === undefined || isSame || isTooLarge}
          >
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}

const MODES = [
  { value: 'ROWS', label: 'Rows' },
  { value: 'JSON', label: 'JSON' },
] as const;

function draftOf(as: Draft['as'], metadata: Metadata): Draft {
  return as === 'ROWS'
    ? { as, rows: rowsOf(metadata) }
    : { as, text: JSON.stringify(metadata, undefined, 2) };
}

interface DraftFieldsProps {
  readonly draft: Draft;
  readonly parsed: Parsed;
  onChange(draft: Draft): void;
}

function DraftFields({ draft, parsed, onChange }: DraftFieldsProps) {
  const fault = 'fault' in parsed ? parsed : undefined;
  if (draft.as === 'ROWS') {
    return (
      <MetadataRows rows={draft.rows} fault={fault} onChange={(rows) => onChange({ as: 'ROWS', rows })} />
    );
  }
  return (
    <TextField
      label="JSON"
      mono
      rows={14}
      value={draft.text}
      error={fault?.fault}
      onChange={(text) => onChange({ as: 'JSON', text })}
    />
  );
}
