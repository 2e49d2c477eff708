/** A call to Keywatch failed. A refused key is no error: that is a decision. */
export class KeywatchError extends Error {
    code;
    /** Only where the code is REFUSED. */
    problem;
    constructor(code, message, options) {
        super(message, options);
        this.name = 'KeywatchError';
        this.code = code;
        this.problem = options?.problem;
    }
}
