/** A title as it stands inside a sentence: “Agent groups” without its capital, “IVR services” with its own. */
export function inSentence(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
