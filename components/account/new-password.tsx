import { Field } from '@/components/ui/field';
import { shortestPassword } from '@/lib/password-rules';

interface NewPasswordProps {
  readonly name: string;
  readonly problem: string | null;
  readonly isLarge?: boolean;
}

/** Where a password is chosen; what is wrong with it the server says. */
export function NewPassword({ name, problem, isLarge = false }: NewPasswordProps) {
  return (
    <Field
      label="New password"
      help={`At least ${shortestPassword} characters; a few words are easy to keep and hard to guess`}
      name={name}
      type="password"
      autoComplete="new-password"
      problem={problem}
      isLarge={isLarge}
      required
    />
  );
}
