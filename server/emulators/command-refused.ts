/** Thrown to a face by a centre that takes no commands; each face says it in its vendor's own way. */
export class CommandRefused extends Error {
  /** `words` null leaves the words to the vendor. */
  constructor(readonly words: string | null) {
    super(words ?? 'The command is refused');
  }
}
