import style from './chart.module.css';

/** A line of the legend. */
export interface LegendEntry {
  readonly id: string;
  readonly label: string;
  readonly colour: string;
  readonly shown: boolean;
  /** What it is at the chosen point, or in all. */
  readonly figure: string | undefined;
}

interface LegendProps {
  readonly label: string;
  readonly entries: readonly LegendEntry[];
  onToggle(id: string): void;
}

/** The names of the series, each a switch that hides it. */
export function Legend({ label, entries, onToggle }: LegendProps) {
  return (
    <ul className={style['legend']} aria-label={`Series of ${label}`}>
      {entries.map(({ id, label: name, colour, shown, figure }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={shown}
            title={shown ? 'Hide it' : 'Show it'}
            className={style['entry']}
            onClick={() => onToggle(id)}
          >
            <span
              className={style['swatch']}
              style={{ borderColor: `var(${colour})`, background: shown ? `var(${colour})` : 'none' }}
            />
            <bdi className={style['name']}>{name}</bdi>
            {figure !== undefined && <span className={style['figure']}>{figure}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
