import { share } from '../../ui/figures.ts';
import style from './key.module.css';

/** A share from 0 to 1, as a bar and in figures. */
export function ShareBar({ value, tone }: { readonly value: number; readonly tone?: 'danger' }) {
  return (
    <div className={style['meter']}>
      <div className={style['track']} aria-hidden="true">
        <div className={style['fill']} data-tone={tone} style={{ width: `${String(100 * value)}%` }} />
      </div>
      <span className={style['share']}>{share(value)}</span>
    </div>
  );
}
