import { TextField } from '../../ui/field.tsx';
import { localOf } from '../../ui/local-time.ts';
import { Segments } from '../../ui/tabs.tsx';
import style from './overview.module.css';
import type { RangeName, Span } from './span.ts';
import type { View } from './view.ts';

const RANGES = [
  { value: '24h', label: '24 h' },
  { value: '7d', label: '7 d' },
  { value: '30d', label: '30 d' },
  { value: 'custom', label: 'Custom' },
] as const satisfies readonly { value: RangeName; label: string }[];

/** Which span is looked at. */
export function RangePicker({ span, change }: Pick<View, 'span' | 'change'>) {
  const choose = (range: RangeName) =>
    change(
      range === 'custom'
        ? { range, from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString() }
        : { range, from: null, to: null },
    );
  return (
    <div className={style['range']}>
      <Segments label="Span" value={span.name} choices={RANGES} onChange={choose} />
      {span.name === 'custom' && <CustomFields span={span} change={change} />}
    </div>
  );
}

function CustomFields({ span, change }: { readonly span: Span; readonly change: View['change'] }) {
  const set = (name: 'from' | 'to', text: string) => {
    const at = new Date(text);
    if (!Number.isNaN(at.getTime())) change({ [name]: at.toISOString() });
  };
  return (
    <>
      <TextField
        type="datetime-local"
        label="From"
        value={localOf(new Date(span.fromMs).toISOString())}
        max={localOf(new Date(span.toMs).toISOString())}
        onChange={(text) => set('from', text)}
      />
      <TextField
        type="datetime-local"
        label="To"
        value={localOf(new Date(span.toMs).toISOString())}
        min={localOf(new Date(span.fromMs).toISOString())}
        onChange={(text) => set('to', text)}
      />
    </>
  );
}
