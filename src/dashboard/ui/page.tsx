import { type ReactNode, useEffect, useId } from 'react';
import { classes } from './classes.ts';
import style from './page.module.css';

interface PageProps {
  /** Also the title of the browser's tab. */
  readonly title: string;
  /** Shown instead of the title, where it is more than a text. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen. */
export function Page({ title, heading, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Keywatch`;
  }, [title]);
  return (
    <div className={style['page']}>
      <header className={style['head']}>
        <div className={style['titles']}>
          <h1>{heading ?? <bdi>{title}</bdi>}</h1>
          {lead !== undefined && <div className={style['lead']}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={style['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Without room around its content, for tables. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A part of a screen that stands for itself. */
export function Card({ title, actions, flush = false, children }: CardProps) {
  const id = useId();
  return (
    <section className={style['card']} aria-labelledby={title === undefined ? undefined : id}>
      {(title !== undefined || actions !== undefined) && (
        <div className={style['cardHead']}>
          <h2 id={id}>{title}</h2>
          {actions}
        </div>
      )}
      <div className={classes(flush ? style['flush'] : style['cardBody'])}>{children}</div>
    </section>
  );
}

/** Names and what they stand for. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={style['facts']}>
      {facts.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

interface SkeletonProps {
  readonly height?: number;
  readonly width?: number | string;
  /** What is being read, for screen readers. */
  readonly label?: string;
}

/** The place of something that is still being read. */
export function Skeleton({ height = 16, width = '100%', label }: SkeletonProps) {
  return <output className={style['skeleton']} style={{ height, width }} aria-label={label ?? 'Loading'} />;
}

/** Some lines of text that are still being read. */
export function SkeletonLines({
  lines = 4,
  label = 'Loading',
}: {
  readonly lines?: number;
  readonly label?: string;
}) {
  return (
    <output aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          aria-hidden="true"
          className={classes(style['skeleton'], style['line'])}
          style={{ width: `${String(92 - ((line * 17) % 40))}%` }}
        />
      ))}
    </output>
  );
}
