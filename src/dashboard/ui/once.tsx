import { Copyable } from './copy.tsx';
import { Notice } from './notice.tsx';

interface OnceProps {
  /** Of what is shown: `Secret`. */
  readonly label: string;
  readonly text: string;
  /** What to do with it now. */
  readonly children?: string;
}

/** A secret that is shown this once. */
export function Once({ label, text, children }: OnceProps) {
  return (
    <>
      <Notice tone="warning">
        {children ?? 'It is shown this once. Copy it now; Keywatch keeps no copy.'}
      </Notice>
      <Copyable label={label} text={text} />
    </>
  );
}
