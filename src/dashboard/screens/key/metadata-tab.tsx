import { useState } from 'react';
import { type Metadata, type MetadataRow, rowsOf } from '../../key-actions/metadata.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import type { KeyDetail } from './key-detail.ts';
import { MetadataEditor } from './metadata-editor.tsx';

/** What is known of a key besides its own fields, to read or to change. */
export function MetadataTab({ apiKey, mayEdit }: { readonly apiKey: KeyDetail; readonly mayEdit: boolean }) {
  const [base, setBase] = useState<Metadata>();
  const metadata = apiKey.metadata as Metadata;
  if (base !== undefined) {
    return <MetadataEditor apiKey={apiKey} base={base} onClose={() => setBase(undefined)} />;
  }
  const edit = (
    <Button size="small" onClick={() => setBase(metadata)}>
      Edit metadata
    </Button>
  );
  const rows = rowsOf(metadata);
  return (
    <Card title="Metadata" actions={mayEdit && rows.length > 0 && edit} flush>
      <Table
        label="Metadata"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ id }) => id}
        fileName="keywatch-key-metadata"
        empty={
          <Empty title="Nothing is known of it yet" action={mayEdit && edit}>
            Give it a team, a customer or a ticket: usage and lists are grouped and filtered by metadata,
            webhooks as well.
          </Empty>
        }
      />
    </Card>
  );
}

const COLUMNS = [
  {
    title: 'Name',
    cell: ({ path }: MetadataRow) => <bdi className="mono">{path}</bdi>,
    csv: ({ path }: MetadataRow) => path,
  },
  {
    title: 'Value',
    cell: ({ text, type }: MetadataRow) => (type === 'text' ? <bdi>{text}</bdi> : <code>{text}</code>),
    csv: ({ text }: MetadataRow) => text,
  },
];
