import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { KeyUpdateMetadataDocument } from '../../gql/graphql.ts';
import { changeOf, type Metadata } from '../../key-actions/metadata.ts';
import { draftOf, isTooLarge, readDraft } from '../../key-actions/metadata-draft.ts';
import { MetadataField } from '../../key-actions/metadata-field.tsx';
import { tellPropagation } from '../../key-actions/tell-propagation.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { isolated } from '../../ui/isolate.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';

interface EditorProps {
  readonly apiKey: KeyDetail;
  /** What the metadata was when editing began. */
  readonly base: Metadata;
  onClose(): void;
}

/** Changes metadata; only what was changed is sent. */
export function MetadataEditor({ apiKey, base, onClose }: EditorProps) {
  const { id: workspaceId } = useWorkspace();
  const [draft, setDraft] = useState(() => draftOf('ROWS', base));
  const [update] = useAction(KeyUpdateMetadataDocument);
  const { busy, trouble, submit } = useSubmit();
  const parsed = readDraft(draft);
  const change =
    'metadata' in parsed && !isTooLarge(parsed.metadata) ? changeOf(base, parsed.metadata) : undefined;
  const isSame = change?.setMetadata.length === 0 && change.unsetMetadata.length === 0;
  const save = async () => {
    if (change === undefined) return;
    const saved = await submit(async () => await update({ workspaceId, keyId: apiKey.id, ...change }));
    if (saved === undefined) return;
    tellPropagation(saved.propagation, { title: `The metadata of ${isolated(apiKey.name)} is saved` });
    onClose();
  };
  return (
    <Card>
      <form
        className={style['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <MetadataField draft={draft} onChange={setDraft} />
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
        <div className={style['foot']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={change === undefined || isSame}>
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}
