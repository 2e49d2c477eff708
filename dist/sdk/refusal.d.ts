import type { Decision, RateLimitView } from './decision.ts';
/** What a guard answers instead of letting a request through. */
export interface Refusal {
    readonly status: 401 | 403 | 413 | 429 | 503;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** What is told to the client; the decision has the true cause. */
    readonly code: string;
    /** A sentence with the next step. */
    readonly detail: string;
    /** Undefined where it did not come to one. */
    readonly decision: Decision | undefined;
}
/** Writes a refusal as RFC 9457 problem details, with `WWW-Authenticate` (RFC 6750) and the headers of limits. */
export declare function refuse(cause: string, decision?: Decision, scopes?: readonly string[]): Refusal;
/** What is left of a limit, in the headers in use: those of the IETF draft, and the older ones. */
export declare function limitHeaders({ limit, remaining, resetSeconds }: RateLimitView): Record<string, string>;
