export const shortestPassword = 12;
export const longestPassword = 1000;

/** The commonest of those that are long enough, from public lists of leaked passwords; digits at the end do not help. */
const commonest = new Set(
  `123456789abc 1234567890ab abcdefghijkl abcdefghijklm adminadmin administrator callboard callboardcallboard
  changeme changemenow changemeplease computer football iloveyou iloveyouforever jordan letmein letmeinletmein
  letmeinplease liverpool manchester michael mypassword newpassword opensesame passw0rd password passwordpassword
  princess qazwsxedc qazwsxedcrfv qwerty qwertyqwerty qwertyuiop qwertyuiopasdf queuemetrics secret secretsecret
  superman sunshine trustno starwars unknown wallboard welcome welcomewelcome whatever zaq12wsx zxcvbnm zxcvbnmasdf`.split(
    /\s+/,
  ),
);

/** What is wrong with a password somebody chose, in words that go on after "must"; null when it will do. */
export function passwordProblem(password: string, username: string): string | null {
  if (password.length < shortestPassword) return `must have at least ${shortestPassword} characters`;
  if (password.length > longestPassword) return `must have at most ${longestPassword} characters`;
  const plain = password.trim().toLowerCase();
  const bare = plain.replace(/[\d\W_]+$/, '');
  if (plain === username.trim().toLowerCase() || bare === username.trim().toLowerCase())
    return 'must be another text than the user name';
  if (new Set(plain).size < 4 || isRow(plain) || commonest.has(plain) || commonest.has(bare))
    return 'must be one that is harder to guess: this is among the first that anybody tries';
  return null;
}

/** `123456789012` and `abcdefghijkl`, forwards and backwards. */
function isRow(text: string): boolean {
  const steps = [...text].slice(1).map((letter, at) => letter.charCodeAt(0) - text.charCodeAt(at));
  const inRow = (by: number) => steps.filter((step) => step === by).length >= steps.length - 1;
  return inRow(1) || inRow(-1);
}
