/** The viewer's time zone, such as `Asia/Kathmandu`. */
export const TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An instant as a `datetime-local` control writes it, in the viewer's zone; empty where there is none. */
export function localOf(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The instant that such a control says; empty where it says none. */
export function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
