// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SignInForm } from './sign-in-form';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A server that answers the credentials door with this, and keeps what it was sent. */
function serve(status: number, url: string) {
  const sent: URLSearchParams[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    if (path.endsWith('/csrf')) return Response.json({ csrfToken: 'token' });
    sent.push(init?.body as URLSearchParams);
    return Response.json({ url }, { status });
  });
  return sent;
}

function typeAndSubmit() {
  fireEvent.change(screen.getByLabelText('User name'), { target: { value: 'ada' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'a & b' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('sends what was typed with the token, and goes where the link led', async () => {
  const sent = serve(200, 'http://localhost:3000/');
  const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => {});
  render(<SignInForm landing="/queues?sort=wait" />);
  typeAndSubmit();
  await vi.waitFor(() => expect(assign).toHaveBeenCalledWith('/queues?sort=wait'));
  expect(Object.fromEntries(sent[0]!)).toMatchObject({ username: 'ada', password: 'a & b', csrfToken: 'token' });
});

test('says in words that the password is not right, and lets another be typed over it', async () => {
  serve(401, 'http://localhost:3000/api/auth/error?error=CredentialsSignin&provider=credentials');
  render(<SignInForm landing="/" />);
  typeAndSubmit();
  expect(await screen.findByText('User name or password is not right.')).toBe(screen.getByRole('alert'));
  expect(document.activeElement).toBe(screen.getByLabelText('Password'));
});

test('says when another attempt is worth while', async () => {
  vi.useFakeTimers({ now: new Date(2026, 2, 4, 9, 50), toFake: ['Date'] });
  serve(401, 'http://localhost:3000/api/auth/error?error=TooManyAttempts%3A600');
  render(<SignInForm landing="/" />);
  typeAndSubmit();
  const alert = await screen.findByText(/Too many attempts/);
  expect(alert.textContent).toMatch(/Try again after 10:00/);
  vi.useRealTimers();
});

test('says that nobody answered', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  render(<SignInForm landing="/" />);
  typeAndSubmit();
  expect(await screen.findByText(/could not be reached/)).toBeTruthy();
});

const waysIn = [
  { id: 'oidc', name: 'Acme', isElsewhere: true },
  { id: 'milan', name: 'Milan', isElsewhere: false },
];

test('leads to the provider and comes back to where the link led', async () => {
  const sent = serve(200, 'https://acme.example/authorize?state=1');
  const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => {});
  render(<SignInForm landing="/wall" waysIn={waysIn} />);
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with Acme' }));
  await vi.waitFor(() => expect(assign).toHaveBeenCalledWith('https://acme.example/authorize?state=1'));
  expect(Object.fromEntries(sent[0]!)).toMatchObject({ callbackUrl: '/wall', csrfToken: 'token' });
});

test('says of a provider that does not answer that it does not, and keeps the password form', async () => {
  serve(200, 'http://localhost:3000/api/auth/signin?error=OAuthSignin');
  render(<SignInForm landing="/" waysIn={waysIn} />);
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with Acme' }));
  expect((await screen.findByText(/does not answer/)).textContent).toMatch(/^Acme does not answer/);
  expect(screen.getByLabelText('Password')).toBeTruthy();
});

test('sends name and password of a source to that source, until the other way is chosen', async () => {
  const sent = serve(401, 'http://localhost:3000/api/auth/error?error=SourceSilent');
  render(<SignInForm landing="/" waysIn={waysIn} />);
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with Milan' }));
  typeAndSubmit();
  expect((await screen.findByText(/does not answer/)).textContent).toMatch(/^Milan/);
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with a password of Callboard' }));
  typeAndSubmit();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map((body) => body.get('source'))).toEqual(['milan', null]);
});

test.each([
  ['NoRole', /no role here/],
  ['AccessDenied', /disabled/],
  ['OAuthCallback', /Begin again/],
  ['<script>', /could not be reached/],
])('says why whoever comes back with %s was not let in', (error, words) => {
  render(<SignInForm landing="/" error={error} />);
  expect(screen.getByRole('alert').textContent).toMatch(words);
});
