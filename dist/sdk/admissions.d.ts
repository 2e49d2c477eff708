import type { Admission } from './guard.ts';
/** Which request was admitted how. */
export interface Admissions {
    set(request: object, admission: Admission): void;
    /** Throws where the request did not pass the guard. */
    of(request: object): Admission;
}
/** Keeps admissions beside requests, so that no framework's request has to be extended. */
export declare function createAdmissions(): Admissions;
