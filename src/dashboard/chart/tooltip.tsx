import style from './chart.module.css';

/** What the figures at a point are. */
export interface PointFacts {
  readonly when: string;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly colour: string;
    readonly figure: string;
  }[];
  /** Sum, expected band, markers. */
  readonly notes: readonly string[];
}

/** The same in one sentence. */
export function sentenceOf({ when, rows, notes }: PointFacts): string {
  return [when, ...rows.map(({ label, figure }) => `${label}: ${figure}`), ...notes].join('; ');
}

/** The figures beside the chosen point; it stays within the chart. */
export function Tooltip({
  facts,
  left,
  width,
}: {
  readonly facts: PointFacts;
  readonly left: number;
  readonly width: number;
}) {
  const isRight = left > width / 2;
  return (
    <div
      className={style['tooltip']}
      aria-hidden="true"
      style={isRight ? { right: width - left + 12 } : { left: left + 12 }}
    >
      <div className={style['when']}>{facts.when}</div>
      {facts.rows.map(({ id, label, colour, figure }) => (
        <div key={id} className={style['fact']}>
          <span
            className={style['swatch']}
            style={{ background: `var(${colour})`, borderColor: `var(${colour})` }}
          />
          <bdi className={style['name']}>{label}</bdi>
          <span className={style['figure']}>{figure}</span>
        </div>
      ))}
      {facts.notes.map((note) => (
        <div key={note} className={style['note']}>
          {note}
        </div>
      ))}
    </div>
  );
}
