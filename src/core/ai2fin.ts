/** What JSON-RPC allows as an id. */
export type RpcId = string | number | null;

/** Errors of AI2Fin with their messages, as its documents have them; that of 429, which they only describe, is ours. */
export const AI2FIN_MESSAGES = {
  INVALID_TOKEN: 'Invalid or expired authentication token',
  INVALID_API_KEY: 'API key not found or has been revoked',
  INSUFFICIENT_SCOPE: 'API key does not have permission for this operation',
  RATE_LIMIT_EXCEEDED: 'Wait for the rate limit window to reset before retrying',
} as const;

/** Writes a refusal in AI2Fin's shape: a JSON-RPC error with the HTTP status and its name, and the cause in `data`. */
export function writeAi2finError(
  id: RpcId,
  error: {
    readonly status: number;
    readonly statusName: string;
    readonly errorType: string;
    readonly message: string;
  },
): object {
  const { status, statusName, errorType, message } = error;
  return { jsonrpc: '2.0', id, error: { code: status, message: statusName, data: { errorType, message } } };
}
