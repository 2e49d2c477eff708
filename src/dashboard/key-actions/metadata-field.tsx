import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Segments } from '../ui/tabs.tsx';
import style from './key-actions.module.css';
import { type MetadataRow, metadataText, rowsOf } from './metadata-rows.ts';

interface MetadataFieldProps {
  /** JSON; may be unreadable while somebody types. */
  readonly value: string;
  onChange(value: string): void;
  readonly error?: string | undefined;
}

/** Metadata as names and values, or as JSON. */
export function MetadataField({ value, onChange, error }: MetadataFieldProps) {
  const [as, setAs] = useState<'ROWS' | 'JSON'>(() => (rowsOf(value) === undefined ? 'JSON' : 'ROWS'));
  const [rows, setRows] = useState<readonly MetadataRow[]>(() => rowsOf(value) ?? []);
  const change = (next: readonly MetadataRow[]) => {
    setRows(next);
    onChange(metadataText(next));
  };
  const turn = (next: 'ROWS' | 'JSON') => {
    const read = rowsOf(value);
    if (next === 'ROWS' && read === undefined) return;
    setRows(read ?? []);
    setAs(next);
  };
  const unreadable = as === 'JSON' && rowsOf(value) === undefined ? 'This is no JSON object yet.' : undefined;
  return (
    <fieldset className={style['group']}>
      <legend>Metadata</legend>
      <Segments
        label="Write metadata as"
        value={as}
        choices={[
          { value: 'ROWS', label: 'Names and values' },
          { value: 'JSON', label: 'JSON' },
        ]}
        onChange={turn}
      />
      {as === 'JSON' ? (
        <TextField
          label="JSON object"
          rows={6}
          value={value}
          onChange={onChange}
          placeholder={'{"team": "core"}'}
          hint="At most 8,192 bytes. Verifications answer with it."
          error={error ?? unreadable}
        />
      ) : (
        <>
          <Rows rows={rows} onChange={change} />
          {error !== undefined && (
            <p role="alert" className={style['error']}>
              {error}
            </p>
          )}
        </>
      )}
    </fieldset>
  );
}

interface RowsProps {
  readonly rows: readonly MetadataRow[];
  onChange(rows: readonly MetadataRow[]): void;
}

function Rows({ rows, onChange }: RowsProps) {
  const put = (index: number, change: Partial<MetadataRow>) =>
    onChange(rows.map((row, each) => (each === index ? { ...row, ...change } : row)));
  return (
    <>
      {rows.map((row, index) => (
        // Rows have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={style['pair']}>
          <TextField label="Name" value={row.name} onChange={(name) => put(index, { name })} />
          <TextField label="Value" value={row.value} onChange={(value) => put(index, { value })} />
          <Button
            look="quiet"
            aria-label={`Remove ${row.name === '' ? 'this row' : row.name}`}
            onClick={() => onChange(rows.filter((_, each) => each !== index))}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...rows, { name: '', value: '' }])}>
          <Plus size={13} aria-hidden="true" /> Add a value
        </Button>
      </div>
    </>
  );
}
