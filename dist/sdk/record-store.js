import { createAllowList } from '../core/cidr.js';
import { asNumber, asNumberOrNull, asObject, asText, asTexts, isObject, } from './read-json.js';
/**
 * Keeps at most `recordsMax`; the ones that were read first make room. Secrets are kept as they are: a look-up by hash
 * would take longer (0.65 µs for SHA-256) than the whole decision, and this process sees every secret anyway.
 */
export function createRecordStore(recordsMax) {
    const known = new Map();
    const keyOfId = new Map();
    const remove = (key) => {
        const entry = known.get(key);
        known.delete(key);
        if (entry !== undefined)
            keyOfId.delete(entry.record.id);
    };
    const makeRoom = () => {
        const oldest = known.keys().take(Math.ceil(recordsMax / 10));
        for (const key of [...oldest])
            remove(key);
    };
    return {
        get: (key) => known.get(key),
        set: (key, entry) => {
            if (known.size >= recordsMax)
                makeRoom();
            known.set(key, entry);
            keyOfId.set(entry.record.id, key);
        },
        drop: ({ keyId, version }) => {
            const key = keyOfId.get(keyId);
            const entry = key === undefined ? undefined : known.get(key);
            if (key !== undefined && entry !== undefined && entry.record.version < version)
                remove(key);
        },
        clear: () => {
            known.clear();
            keyOfId.clear();
        },
        size: () => known.size,
    };
}
/** Reads an answer of `POST /v1/keys/record`, undefined where there is no such key. Throws KeywatchError. */
export function readKnownKey(body) {
    const { record } = asObject(body);
    if (record === null)
        return undefined;
    const fields = asObject(record, 'record');
    const expiresAt = asNumberOrNull(fields['expiresAt'], 'expiresAt');
    return {
        record: readRecord(fields, expiresAt),
        expiresAtText: expiresAt === null ? null : new Date(expiresAt).toISOString(),
        maxResponseBytes: asNumberOrNull(fields['maxResponseBytes'], 'maxResponseBytes'),
        local: fields['local'] === true,
        windowSeconds: 0,
        windowIndex: 0,
        current: 0,
        previous: 0,
        cells: { last: undefined, byEndpoint: new Map() },
    };
}
function readRecord(fields, expiresAt) {
    const text = (name) => asText(fields[name], name);
    const allowCidrs = asTexts(fields['allowCidrs'], 'allowCidrs');
    const servers = Array.isArray(fields['servers']) ? fields['servers'].map(readServer) : [];
    return {
        id: text('keyId'),
        workspaceId: text('workspaceId'),
        ownerId: text('ownerId'),
        name: text('name'),
        environment: text('environment'),
        scopes: asTexts(fields['scopes'], 'scopes'),
        servers: new Map(servers.map((server) => [server.slug, server])),
        metadata: asObject(fields['metadata'], 'metadata'),
        version: asNumber(fields['version'], 'version'),
        rateLimit: readLimit(fields['rateLimit']),
        allowCidrs,
        allowsIp: allowCidrs.length === 0 ? null : createAllowList(allowCidrs),
        requiresSignature: fields['requiresSignature'] !== false,
        ownerLeft: fields['ownerLeft'] !== false,
        expiresAt,
        suspendedAt: asNumberOrNull(fields['suspendedAt'], 'suspendedAt'),
        revokedAt: asNumberOrNull(fields['revokedAt'], 'revokedAt'),
    };
}
function readServer(value) {
    const fields = asObject(value, 'servers');
    const slug = asText(fields['slug'], 'slug');
    return {
        id: slug,
        slug,
        active: fields['active'] === true,
        closedToOwner: fields['closedToOwner'] !== false,
        scopeImplications: readImplications(fields['scopeImplications']),
        rateLimit: readLimit(fields['rateLimit']),
    };
}
function readImplications(value) {
    const entries = Object.entries(isObject(value) ? value : {});
    return Object.fromEntries(entries.map(([scope, implied]) => [scope, asTexts(implied, scope)]));
}
function readLimit(value) {
    const { limit, windowSeconds } = asObject(value, 'rateLimit');
    return { limit: asNumber(limit, 'limit'), windowSeconds: asNumber(windowSeconds, 'windowSeconds') };
}
