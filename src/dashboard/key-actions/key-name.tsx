import type { ActedKey } from './actions-of.ts';
import style from './key-actions.module.css';

/** A key as sentences name it: its name and how its secret begins and ends. */
export function KeyName({ apiKey }: { readonly apiKey: Pick<ActedKey, 'name' | 'prefix' | 'lastFour'> }) {
  return (
    <>
      <strong>
        <bdi>{apiKey.name}</bdi>
      </strong>{' '}
      (<KeyHint apiKey={apiKey} />)
    </>
  );
}

/** How the secret of a key begins and ends. */
export function KeyHint({ apiKey }: { readonly apiKey: Pick<ActedKey, 'prefix' | 'lastFour'> }) {
  return (
    <code className={style['hint']}>
      {apiKey.prefix}…{apiKey.lastFour}
    </code>
  );
}

/** The question of a dialog: `Revoke “Nightly sync”?` */
export function KeyTitle({
  verb,
  apiKey,
}: {
  readonly verb: string;
  readonly apiKey: Pick<ActedKey, 'name'>;
}) {
  return (
    <>
      {verb} “<bdi>{apiKey.name}</bdi>”?
    </>
  );
}
