import { AI2FIN_MESSAGES, type RpcId, writeAi2finError } from './ai2fin.ts';

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
    const { statusName, errorType } = AI2FIN[status];
    return writeAi2finError(rpcId, { status, statusName, errorType, message: AI2FIN_MESSAGES[errorType] });
  },
  MCP_CLOUD: ({ status }) => ({ error: MCP_CLOUD[status] }),
};

/** 401 and 403 as AI2Fin documents them; it names no body for 429. */
const AI2FIN = {
  401: { statusName: 'Unauthorized', errorType: 'INVALID_API_KEY' },
  403: { statusName: 'Forbidden', errorType: 'INSUFFICIENT_SCOPE' },
  429: { statusName: 'Too Many Requests', errorType: 'RATE_LIMIT_EXCEEDED' },
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
