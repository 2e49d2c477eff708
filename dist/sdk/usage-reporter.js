import { randomUUID } from 'node:crypto';
import { KeywatchError } from './errors.js';
import { asObject, isObject } from './read-json.js';
const CELLS_MAX = 50_000;
const EVENTS_PER_BATCH = 300;
const BATCHES_MAX = 500;
/** Clients told apart per key, endpoint and report. */
const SOURCES_MAX = 64;
const ENDPOINTS_PER_KEY_MAX = 300;
const MINUTE_MS = 60_000;
/**
 * Reports every `everyMs`. A batch goes out under the same id until it is accepted, so it is counted once however often
 * it is sent; while Keywatch is away, batches wait, and then local counting ends.
 */
export function createUsageReporter(deps) {
    let open = [];
    let generation = 0;
    let minute = 0;
    const batches = [];
    let sending;
    const pack = () => {
        for (let from = 0; from < open.length; from += EVENTS_PER_BATCH) {
            const cells = open.slice(from, from + EVENTS_PER_BATCH);
            batches.push({ batchId: randomUUID(), events: cells.map(({ generation: _, ...event }) => event) });
        }
        open = [];
        generation += 1;
    };
    const sendAll = async () => {
        for (let batch = batches[0]; batch !== undefined; batch = batches[0]) {
            try {
                const answer = asObject(await deps.transport.post('/v1/usage', batch, deps.timeoutMs));
                reportRejected(answer['rejected'], deps.onError);
            }
            catch (error) {
                if (!(error instanceof KeywatchError))
                    throw error;
                deps.onError(error);
                if (isWorthRepeating(error))
                    return;
            }
            batches.shift();
        }
    };
    const flush = async () => {
        if (open.length > 0)
            pack();
        sending ??= sendAll().finally(() => {
            sending = undefined;
        });
        await sending;
    };
    const timer = setInterval(() => void flush(), deps.everyMs);
    timer.unref();
    return {
        count: (keyId, cells, request, decision, nowMs) => {
            const at = Math.floor(nowMs);
            const nowMinute = Math.floor(at / MINUTE_MS);
            if (nowMinute !== minute) {
                minute = nowMinute;
                generation += 1;
            }
            const { server, endpoint = '' } = request;
            const { last, byEndpoint } = cells;
            if (last?.generation === generation && isOf(last, request, endpoint, decision)) {
                last.requests += 1;
                return;
            }
            const found = byEndpoint.get(endpoint);
            const crowded = found !== undefined && found.length > SOURCES_MAX;
            const ip = crowded ? undefined : request.ip;
            const userAgent = crowded ? undefined : request.userAgent;
            const source = { server, ip, userAgent };
            const known = found?.find((cell) => cell.generation === generation && isOf(cell, source, endpoint, decision));
            if (known !== undefined) {
                known.requests += 1;
                cells.last = known;
                return;
            }
            const cell = { keyId, at, server, endpoint, ip, userAgent, decision, requests: 1, generation };
            cells.last = cell;
            open.push(cell);
            if (found !== undefined && found[0]?.generation === generation)
                found.push(cell);
            else {
                if (byEndpoint.size >= ENDPOINTS_PER_KEY_MAX)
                    byEndpoint.clear();
                byEndpoint.set(endpoint, [cell]);
            }
        },
        hasRoom: () => open.length < CELLS_MAX && batches.length < BATCHES_MAX,
        close: async () => {
            clearInterval(timer);
            await sending;
            await flush();
        },
    };
}
/** Tells whether a cell counts such requests. */
function isOf(cell, { server, ip, userAgent }, endpoint, decision) {
    return (cell.endpoint === endpoint &&
        cell.ip === ip &&
        cell.server === server &&
        cell.userAgent === userAgent &&
        cell.decision === decision);
}
/** What Keywatch will never take is given up, so that it does not hold up the rest. */
function isWorthRepeating({ code, problem }) {
    return code !== 'REFUSED' || problem === undefined || ![400, 413, 415].includes(problem.status);
}
function reportRejected(rejected, onError) {
    if (!Array.isArray(rejected) || rejected.length === 0)
        return;
    const [first] = rejected;
    const reason = isObject(first) ? `${String(first['reason'])}, ${String(first['message'])}` : '';
    onError(new KeywatchError('REFUSED', `Keywatch did not count ${rejected.length} events: ${reason}`));
}
