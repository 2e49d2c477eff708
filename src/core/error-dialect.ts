import type { DecisionCode } from './decision.ts';

/** How the refusals of a server are worded: RFC 9457, or word for word as another system documents them. */
export type ErrorDialect = 'PROBLEM' | 'AI2FIN' | 'MCP_CLOUD';

/** A refusal as the holder of a key may see it. */
export interface DialectRefusal {
  readonly status: 401 | 403 | 429;
  readonly code: string;
  /** A sentence with the next step, for `PROBLEM` only. */
  readonly detail: string;
  readonly requestId: string;
  /** The JSON-RPC id of the request that is refused, for `AI2FIN` only. */
  readonly rpcId: RpcId;
}

/** What JSON-RPC allows as an id. */
export type RpcId = string | number | null;

/**
 * The HTTP status of a decision. 401: it is no key here, or none any more, or one of another environment, which all look
 * alike; 403: a living key that may not do this; 429: one that has to wait.
 */
export function statusOf(code: DecisionCode): 200 | 401 | 403 | 429 {
  return STATUSES[code] ?? 401;
}

const STATUSES: Partial<Record<DecisionCode, 200 | 403 | 429>> = {
  VALID: 200,
  SIGNATURE_REQUIRED: 403,
  SIGNATURE_INVALID: 403,
  SERVER_NOT_ALLOWED: 403,
  SERVER_INACTIVE: 403,
  OWNER_LOST_ACCESS: 403,
  IP_NOT_ALLOWED: 403,
  INSUFFICIENT_SCOPE: 403,
  QUOTA_EXCEEDED: 429,
  RATE_LIMITED: 429,
  CONCURRENCY_LIMITED: 429,
};

/** Writes a refusal in a server's dialect, as JSON of ASCII only so that gateways can carry it in a header. */
export function writeRefusal(
  dialect: ErrorDialect,
  refusal: DialectRefusal,
): { contentType: string; body: string } {
  return { contentType: CONTENT_TYPES[dialect], body: toAscii(JSON.stringify(WRITERS[dialect](refusal))) };
}

const CONTENT_TYPES: Readonly<Record<ErrorDialect, string>> = {
  PROBLEM: 'application/problem+json',
  AI2FIN: 'application/json',
  MCP_CLOUD: 'application/json',
};

const WRITERS: Readonly<Record<ErrorDialect, (refusal: DialectRefusal) => object>> = {
  PROBLEM: ({ status, code, detail, requestId }) => ({
    type: `urn:keywatch:error:${code}`,
    title: code,
    status,
    code,
    detail,
    requestId,
  }),
  AI2FIN: ({ status, rpcId }) => {
    const { message, errorType, detail } = AI2FIN[status];
    return {
      jsonrpc: '2.0',
      id: rpcId,
      error: { code: status, message, data: { errorType, message: detail } },
    };
  },
  MCP_CLOUD: ({ status }) => ({ error: MCP_CLOUD[status] }),
};

/** 401 and 403 as AI2Fin documents them; it names no body for 429. */
const AI2FIN = {
  401: {
    message: 'Unauthorized',
    errorType: 'INVALID_API_KEY',
    detail: 'API key not found or has been revoked',
  },
  403: {
    message: 'Forbidden',
    errorType: 'INSUFFICIENT_SCOPE',
    detail: 'API key does not have permission for this operation',
  },
  429: {
    message: 'Too Many Requests',
    errorType: 'RATE_LIMIT_EXCEEDED',
    detail: 'Wait for the rate limit window to reset before retrying',
  },
} as const;

/** 401 as MCP-Cloud documents it; it names no body for 403 and 429. */
const MCP_CLOUD = {
  401: {
    code: 'invalid_api_key',
    message: 'The API key provided is invalid or has been revoked',
    type: 'authentication_error',
  },
  403: {
    code: 'insufficient_permissions',
    message: 'The API key provided does not have permission for this operation',
    type: 'permission_error',
  },
  429: {
    code: 'rate_limit_exceeded',
    message: 'Rate limit exceeded, retry after the time in the Retry-After header',
    type: 'rate_limit_error',
  },
} as const;

function toAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
