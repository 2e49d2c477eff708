import { useState } from 'react';
import { Button } from './button.tsx';
import { count } from './figures.ts';

/** Longer texts are cut here until somebody asks for the rest. */
const LONGEST = 200;

/** A text of any length, of which no more than its beginning is shown unasked. */
export function Whole({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || text.length <= LONGEST) return text;
  return (
    <>
      {text.slice(0, LONGEST)}…{' '}
      <Button size="small" look="quiet" onClick={() => setWhole(true)}>
        All {count(text.length)} characters
      </Button>
    </>
  );
}
