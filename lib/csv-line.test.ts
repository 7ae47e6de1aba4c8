import { expect, test } from 'vitest';
import { csvLine } from './csv-line';

test('nothing, numbers and plain words stay as they are', () => {
  expect(csvLine([null, 0, -1.5, true, 'word', ''])).toBe(',0,-1.5,true,word,\r\n');
});

test('quotes, commas, line breaks and spaces at the ends are quoted', () => {
  expect(csvLine(['a"b', 'c,d', 'e\nf', ' g'])).toBe('"a""b","c,d","e\nf"," g"\r\n');
});

test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '  =1', '\r=1'])('a spreadsheet does not run %j', (text) => {
  expect(csvLine([text])).toMatch(/^"?'/);
});

test('a number that was text and a phone number stay numbers', () => {
  expect(csvLine(['-12.5', '+390212345'])).toBe('-12.5,+390212345\r\n');
});
