import { Time } from '../../ui/time.tsx';
import style from './key.module.css';

interface SpanNoteProps {
  /** Undefined: not known yet. */
  readonly span: { readonly from: string; readonly to: string } | undefined;
}

/** Says which span figures are of, where it was widened to whole hours. */
export function SpanNote({ span }: SpanNoteProps) {
  if (span === undefined) return null;
  return (
    <p className={style['spanNote']}>
      Whole hours: <Time at={span.from} /> to <Time at={span.to} />
    </p>
  );
}
