import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import style from './copy.module.css';
import { tell } from './toasts.tsx';

/** A text to take along, with a button that copies it. */
export function Copyable({
  text,
  label,
}: {
  readonly text: string /** Of the button: what is copied. */;
  readonly label: string;
}) {
  return (
    <div className={style['row']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Long ones are scrolled by keyboard. */}
      <pre className={style['code']} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </div>
  );
}

/** Copies a text. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    } catch {
      tell({
        tone: 'warning',
        title: 'The browser does not let pages copy',
        text: 'Select the text and copy it by hand.',
      });
    }
  };
  return (
    <Button size="small" aria-label={label} title={label} onClick={() => void copy()}>
      {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
    </Button>
  );
}
