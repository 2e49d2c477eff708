const MINUTE = 60;
const DAY = 86_400;

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const SECONDS = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
const DAY_OF_MONTH = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const FULL_DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** What stands below the axis, in the viewer's zone; the day comes with its first tick. */
export function tickLabels(ticks: readonly number[], everySeconds: number): string[] {
  if (everySeconds >= 28 * DAY) return ticks.map((tick) => MONTH.format(tick * 1_000));
  if (everySeconds >= DAY) return ticks.map((tick) => DAY_OF_MONTH.format(tick * 1_000));
  const clock = everySeconds < MINUTE ? SECONDS : CLOCK;
  let before = '';
  return ticks.map((tick) => {
    const day = DAY_OF_MONTH.format(tick * 1_000);
    const label = clock.format(tick * 1_000);
    const isNew = day !== before;
    before = day;
    return isNew ? `${label}\n${day}` : label;
  });
}

/** The step that begins then: `Nov 21, 2026, 14:00 – 15:00`, or its day. */
export function stepLabel(atSeconds: number, stepSeconds: number): string {
  const at = atSeconds * 1_000;
  if (stepSeconds >= DAY - 3_600) return FULL_DAY.format(at);
  if (stepSeconds <= MINUTE) return FULL.format(at);
  return `${FULL.format(at)} – ${CLOCK.format(at + stepSeconds * 1_000)}`;
}
