import { asNumber, asNumberOrNull, asObject, asText, asTextOrNull, asTexts, } from './read-json.js';
/** Reads an answer of `POST /v1/keys/verify`. Throws KeywatchError (UNEXPECTED_ANSWER). */
export function readDecision(body) {
    const answer = asObject(body);
    const code = asText(answer['code'], 'code');
    const rateLimit = asObject(answer['rateLimit'], 'rateLimit');
    return {
        valid: code === 'VALID' && answer['valid'] === true,
        code,
        keyId: asTextOrNull(answer['keyId'], 'keyId'),
        name: asTextOrNull(answer['name'], 'name'),
        ownerId: asTextOrNull(answer['ownerId'], 'ownerId'),
        workspaceId: asTextOrNull(answer['workspaceId'], 'workspaceId'),
        environment: asTextOrNull(answer['environment'], 'environment'),
        scopes: asTexts(answer['scopes'], 'scopes'),
        metadata: asObject(answer['metadata'], 'metadata'),
        expiresAt: asTextOrNull(answer['expiresAt'], 'expiresAt'),
        requiresSignature: answer['requiresSignature'] === true,
        requestId: asTextOrNull(answer['requestId'], 'requestId'),
        leaseId: asTextOrNull(answer['leaseId'], 'leaseId'),
        rateLimit: {
            limit: asNumber(rateLimit['limit'], 'rateLimit.limit'),
            remaining: asNumber(rateLimit['remaining'], 'rateLimit.remaining'),
            resetSeconds: asNumber(rateLimit['resetSeconds'], 'rateLimit.resetSeconds'),
            retryAfterSeconds: asNumber(rateLimit['retryAfterSeconds'], 'rateLimit.retryAfterSeconds'),
        },
        maxResponseBytes: asNumberOrNull(answer['maxResponseBytes'], 'maxResponseBytes'),
        decidedBy: 'KEYWATCH',
    };
}
