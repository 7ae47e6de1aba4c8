import { expect, test } from 'vitest';
import { concealAddresses } from './conceal-addresses';

test.each([
  ['https://crm.example/in?token=s3cret', 'https://crm.example/in?token=…'],
  ['https://crm.example/in?a=1&token=s3cret&b=&flag', 'https://crm.example/in?a=…&token=…&b=&…'],
  ['https://crm.example/in?s3cret', 'https://crm.example/in?…'],
  ['https://crm.example/in?q="1"&p=%2F|', 'https://crm.example/in?q=…&p=…'],
  ['https://crm.example/in?next=https://a.example/b?c=d', 'https://crm.example/in?next=…'],
  ['https://crm.example/in?a=b?c=d', 'https://crm.example/in?a=…'],
  ['https://crm.example/in#s3cret', 'https://crm.example/in#…'],
  ['https://crm.example?key=s3cret#x#y', 'https://crm.example?key=…#…'],
  ['https://anna:s3cret@crm.example:8443/in', 'https://…@crm.example:8443/in'],
  ['https://anna:s/3#c?ret@crm.example/in', 'https://…@crm.example/in'],
  ['https://s3cret@crm.example/in', 'https://…@crm.example/in'],
  ['//anna:s3cret@crm.example', '//…@crm.example'],
  ['HTTPS://crm.example/hooks/T0/8d1f4c6a9b2e4f7081', 'HTTPS://crm.example/hooks/T0/…'],
  ['https://crm.example/123e4567-e89b-12d3-a456-426614174000/in', 'https://crm.example/…/in'],
  ['https://crm.example/bot12345:AAH-dg4_ZZtop9/send', 'https://crm.example/…/send'],
  [`https://crm.example/${'word-'.repeat(9)}`, 'https://crm.example/…'],
  ['https://crm.example/in?8d1f4c6a9b2e4f7081=1', 'https://crm.example/in?…=…'],
  ['jdbc:mysql://db.example/qm?user=q&password=s3cret', 'jdbc:mysql://db.example/qm?user=…&password=…'],
  [
    '“Cannot call https://crm.example/in?token=s3cret” (HTTP 500)',
    '“Cannot call https://crm.example/in?token=…” (HTTP 500)',
  ],
  ['http://a.example/?x=1 and http://b.example/?y=2', 'http://a.example/?x=… and http://b.example/?y=…'],
])('%s', (text, shown) => {
  expect(concealAddresses(text)).toBe(shown);
  expect(concealAddresses(shown)).toBe(shown);
});

test.each([
  '',
  'Sales // Support? a=b',
  'anna@example.org',
  'https://pbx.example:8443/fw/Apps/QME/WebAPI/Queues/FIFO',
  'https://[::1]:8443/client/@me/agent/local/136',
  'https://crm.example/agent-login-notifications.php',
  'https://crm.example/уведомления-агентов/2026',
])('stays: %s', (text) => expect(concealAddresses(text)).toBe(text));

test('a very long text takes no time', () => {
  for (const part of ['a', '//', '//a:', '//?', '@', '//a=&'])
    expect(concealAddresses(part.repeat(50_000)).length).toBeGreaterThan(0);
});
