/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;
/** Takes an answer for an object. Throws KeywatchError (UNEXPECTED_ANSWER) where it is none. */
export declare function asObject(value: unknown, name?: string): JsonObject;
export declare function isObject(value: unknown): value is JsonObject;
export declare function asText(value: unknown, name: string): string;
export declare function asTextOrNull(value: unknown, name: string): string | null;
export declare function asNumber(value: unknown, name: string): number;
export declare function asNumberOrNull(value: unknown, name: string): number | null;
export declare function asTexts(value: unknown, name: string): string[];
