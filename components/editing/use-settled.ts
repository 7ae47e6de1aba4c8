'use client';
import { useEffect, useState } from 'react';

const stillForMs = 300;

/** A text once nobody has typed for a moment: a vendor is not asked at every key. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), stillForMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
