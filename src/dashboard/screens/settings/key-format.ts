const PLACE = /\{(env|user|key|secret(?::([1-9]\d{1,2}))?)\}/g;
const SECRET_LENGTH = 49;
const SAMPLE = 'q7Rk2mZx9LtWc4VbN8sHdJ3fYpG6aQeU1iKoT5rXwBzMvCnEhAg0lySuDjPFO';

/** How keys of a format look, as far as it can be told before one is made; empty: Keywatch's own format. */
export function previewOf(format: string): string {
  const template = format.trim() === '' ? 'kw_{env}_{secret}' : format.trim();
  return template.replaceAll(PLACE, (_place, name: string, length: string | undefined) => {
    if (name === 'env') return 'live';
    if (name === 'user') return '019ac0de-…';
    if (name === 'key') return '019ac0ff-…';
    return SAMPLE.repeat(2).slice(0, length === undefined ? SECRET_LENGTH : Number(length));
  });
}
