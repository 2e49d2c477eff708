import type { Trouble } from './trouble.ts';

/** Trouble with what was given, and which field of it. */
export interface Fault {
  readonly trouble: Trouble;
  /** `rateLimit` of `rateLimit.burst: must be at least 1`; undefined: no field in particular. */
  readonly field: string | undefined;
  /** What is wrong with it, as a sentence. */
  readonly text: string;
}

/** Reads from the message of a refusal which field is at fault. */
export function faultOf(trouble: Trouble): Fault {
  const { field, rest = trouble.message } =
    /^(?<field>[a-z][A-Za-z]*)(?:\.[\w.]+)?: (?<rest>.+)$/s.exec(trouble.message)?.groups ?? {};
  return { trouble, field, text: `${rest.charAt(0).toUpperCase()}${rest.slice(1)}` };
}
