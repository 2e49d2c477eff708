import { expect, test } from 'vitest';
import { csvLine } from '../../src/core/csv.ts';

test.each([
  [['a', 1, null], 'a,1,\r\n'],
  [['say "hi"', 'a,b', 'two\nlines'], '"say ""hi""","a,b","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'], "'=1+1,'+1,'-1,'@SUM(A1),'\t=1\r\n"],
  [['=HYPERLINK("http://x";"y")'], '"\'=HYPERLINK(""http://x"";""y"")"\r\n'],
  [[-1, 'a=1', ''], '-1,a=1,\r\n'],
] as const)('%j is written so that a spreadsheet reads it as it is', (values, line) => {
  expect(csvLine(values)).toBe(line);
});
