import { type IncomingMessage } from 'node:http';
/** HTTP with one Keywatch, over connections that stay open. */
export interface Transport {
    /**
     * Posts JSON and reads the JSON answered. Rejects with KeywatchError. Nothing is sent twice, but where no connection
     * came about, that is tried once more: a verification that may have arrived would be counted twice.
     */
    post(path: string, body: unknown, timeoutMs: number): Promise<unknown>;
    /** Opens a stream; `timeoutMs` is for its beginning. */
    open(path: string, timeoutMs: number): Promise<IncomingMessage>;
    close(): void;
}
/** Opens a transport; connections are made as they are needed, at most `connectionsMax`. */
export declare function createTransport(options: {
    url: string;
    token: string;
    connectionsMax: number;
}): Transport;
