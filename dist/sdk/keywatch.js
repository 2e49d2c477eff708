import { readDecision } from './decision.js';
import { KeywatchError } from './errors.js';
import { createLocalDecisions } from './local.js';
import { createTransport } from './transport.js';
const TIMEOUT_MS = 2_000;
const CONNECTIONS_MAX = 64;
/**
 * Opens a client. With `local`, requests with keys that were seen before are decided in this process, without a round trip:
 * a revoked key is refused within a second, limits are kept per process, and counts arrive a second later. Whatever this
 * process does not know for sure, Keywatch is asked.
 */
export function createKeywatch(options) {
    const { url, token, timeoutMs = TIMEOUT_MS, connectionsMax = CONNECTIONS_MAX } = options;
    const transport = createTransport({ url, token, connectionsMax });
    const local = options.local === undefined
        ? undefined
        : createLocalDecisions({
            transport,
            timeoutMs,
            options: options.local,
            monotonic: () => performance.now(),
            now: Date.now,
        });
    let closed = false;
    const ask = async (request) => {
        if (closed)
            throw new KeywatchError('CLOSED', 'This client was closed; make another one.');
        const decision = readDecision(await transport.post('/v1/keys/verify', request, timeoutMs));
        if (decision.valid)
            local?.learn(request.key);
        return decision;
    };
    return {
        verify: async (request) => local?.decide(request) ?? (await ask(request)),
        decidesLocally: () => local?.isFresh() ?? false,
        close: async () => {
            closed = true;
            await local?.close();
            transport.close();
        },
    };
}
