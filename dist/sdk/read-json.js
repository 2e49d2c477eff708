import { KeywatchError } from './errors.js';
/** Takes an answer for an object. Throws KeywatchError (UNEXPECTED_ANSWER) where it is none. */
export function asObject(value, name = 'the answer') {
    if (isObject(value))
        return value;
    throw unexpected(`${name} is no object`);
}
export function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
export function asText(value, name) {
    if (typeof value === 'string')
        return value;
    throw unexpected(`${name} is no text`);
}
export function asTextOrNull(value, name) {
    return value === null || value === undefined ? null : asText(value, name);
}
export function asNumber(value, name) {
    if (typeof value === 'number')
        return value;
    throw unexpected(`${name} is no number`);
}
export function asNumberOrNull(value, name) {
    return value === null || value === undefined ? null : asNumber(value, name);
}
export function asTexts(value, name) {
    if (Array.isArray(value))
        return value.map((item) => asText(item, name));
    throw unexpected(`${name} is no list`);
}
function unexpected(what) {
    return new KeywatchError('UNEXPECTED_ANSWER', `Keywatch answered in another shape: ${what}. Check url, and that client and server fit.`);
}
