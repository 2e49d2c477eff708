import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import style from './metadata.module.css';
import type { MetadataRow, RowType } from './metadata.ts';

/** Longer texts get more lines. */
const LINE_LENGTH = 60;

interface RowsProps {
  readonly rows: readonly MetadataRow[];
  readonly fault: { readonly fault: string; readonly rowId?: string } | undefined;
  onChange(rows: readonly MetadataRow[]): void;
}

/** Metadata as a form: a name with dots, a type and a value in each row. */
export function MetadataRows({ rows, fault, onChange }: RowsProps) {
  const change = (id: string, given: Partial<MetadataRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...given } : row)));
  return (
    <div className={style['rows']}>
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          error={fault?.rowId === row.id ? fault.fault : undefined}
          onChange={(given) => change(row.id, given)}
          onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <div>
        <Button
          size="small"
          onClick={() => onChange([...rows, { id: crypto.randomUUID(), path: '', type: 'text', text: '' }])}
        >
          <Plus size={14} aria-hidden="true" /> Add a value
        </Button>
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: MetadataRow;
  readonly error: string | undefined;
  onChange(given: Partial<MetadataRow>): void;
  onRemove(): void;
}

function Row({ row: { path, type, text }, error, onChange, onRemove }: RowProps) {
  return (
    <fieldset className={style['row']} aria-label={path === '' ? 'A new value' : path}>
      <TextField
        label="Name"
        mono
        placeholder="team.name"
        value={path}
        error={error}
        onChange={(next) => onChange({ path: next })}
      />
      <SelectField<RowType>
        label="Type"
        value={type}
        choices={TYPES}
        onChange={(next) => onChange({ type: next })}
      />
      <TextField
        label="Value"
        rows={type === 'json' || text.length > LINE_LENGTH ? 3 : 1}
        mono={type !== 'text'}
        value={text}
        onChange={(next) => onChange({ text: next })}
      />
      <Button look="quiet" aria-label={`Take ${path === '' ? 'the value' : path} out`} onClick={onRemove}>
        <Trash2 size={15} aria-hidden="true" />
      </Button>
    </fieldset>
  );
}

const TYPES: readonly { readonly value: RowType; readonly label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'json', label: 'JSON' },
];
