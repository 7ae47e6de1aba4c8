import { expect, it } from 'vitest';
import { divide, rateOf, sumOf } from './figure';

it('[R1] nothing divided by nothing is unknown, and so is anything with an unknown in it', () => {
  expect(divide(0, 0)).toBeNull();
  expect(divide(3, 0)).toBeNull();
  expect(divide(null, 4)).toBeNull();
  expect(divide(3, null)).toBeNull();
  expect(divide(0, 4)).toBe(0);
});

it('[R4] a sum says how many of its records could tell', () => {
  expect(sumOf([1, null, 2], (n) => n)).toEqual({ value: 3, known: 2, of: 3 });
});

it('[R4] a sum of which nobody can tell is unknown, not zero', () => {
  expect(sumOf([null, null], (n) => n)).toEqual({ value: null, known: 0, of: 2 });
  expect(sumOf([], (n) => n)).toEqual({ value: null, known: 0, of: 0 });
  expect(sumOf([0, null], (n) => n)).toEqual({ value: 0, known: 1, of: 2 });
});

it('[R4] a rate adds numerators and denominators and never averages', () => {
  const rate = rateOf([{ over: 1, under: 1 }, { over: 0, under: 99 }, null], (parts) => parts);
  expect(rate).toEqual({ value: 0.01, over: 1, under: 100, known: 2, of: 3 });
});

it('[R4] a rate over records without a single contact is unknown although all could tell', () => {
  expect(rateOf([{ over: 0, under: 0 }], (parts) => parts)).toEqual({
    value: null,
    over: 0,
    under: 0,
    known: 1,
    of: 1,
  });
});
