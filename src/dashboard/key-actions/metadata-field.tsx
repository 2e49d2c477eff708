import { TextField } from '../ui/field.tsx';
import { count } from '../ui/figures.ts';
import { Segments } from '../ui/tabs.tsx';
import style from './metadata.module.css';
import { bytesOf, METADATA_BYTES_MAX, type Parsed } from './metadata.ts';
import { draftOf, isTooLarge, type MetadataDraft, readDraft } from './metadata-draft.ts';
import { MetadataRows } from './metadata-rows.tsx';

interface MetadataFieldProps {
  readonly draft: MetadataDraft;
  onChange(draft: MetadataDraft): void;
  /** Why Keywatch refused it. */
  readonly error?: string | undefined;
}

/** Metadata as rows of names and values, or as JSON, with how much room it takes. */
export function MetadataField({ draft, onChange, error }: MetadataFieldProps) {
  const parsed = readDraft(draft);
  const turn = (as: MetadataDraft['as']) => {
    if ('metadata' in parsed && as !== draft.as) onChange(draftOf(as, parsed.metadata));
  };
  return (
    <fieldset className={style['field']}>
      <legend>Metadata</legend>
      <Segments label="Edit as" value={draft.as} choices={MODES} onChange={turn} />
      <DraftFields draft={draft} parsed={parsed} onChange={onChange} />
      {error !== undefined && 'metadata' in parsed && (
        <p role="alert" className={style['over']}>
          {error}
        </p>
      )}
      <Room parsed={parsed} />
    </fieldset>
  );
}

const MODES = [
  { value: 'ROWS', label: 'Rows' },
  { value: 'JSON', label: 'JSON' },
] as const;

interface DraftFieldsProps extends Omit<MetadataFieldProps, 'error'> {
  readonly parsed: Parsed;
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

function Room({ parsed }: { readonly parsed: Parsed }) {
  if ('fault' in parsed) return null;
  const over = isTooLarge(parsed.metadata);
  return (
    <output className={over ? style['over'] : style['note']}>
      {count(bytesOf(parsed.metadata))} of {count(METADATA_BYTES_MAX)} bytes
      {over && ': take something out before you save it.'}
    </output>
  );
}
