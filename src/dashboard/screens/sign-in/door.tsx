import { type FormEvent, type ReactNode, useEffect } from 'react';
import mark from '../../style/mark.svg';
import style from './sign-in.module.css';

interface DoorProps {
  readonly title: string;
  readonly lead?: ReactNode;
  onSubmit?(): void;
  readonly children: ReactNode;
}

/** A page for those who are not inside yet: one card with a form. */
export function Door({ title, lead, onSubmit, children }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Keywatch`;
  }, [title]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <main className={style['place']}>
      <div className={style['card']}>
        <div className={style['brand']}>
          <img src={mark} alt="" />
          <h1>{title}</h1>
        </div>
        {lead !== undefined && <p className="muted">{lead}</p>}
        <form className={style['form']} onSubmit={submit}>
          {children}
        </form>
      </div>
    </main>
  );
}
