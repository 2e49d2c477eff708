/** Keeps admissions beside requests, so that no framework's request has to be extended. */
export function createAdmissions() {
    const known = new WeakMap();
    return {
        set: (request, admission) => void known.set(request, admission),
        of: (request) => {
            const admission = known.get(request);
            if (admission === undefined)
                throw new Error('This request did not pass the guard: put it in front.');
            return admission;
        },
    };
}
