/** What a viewer wants to see the floor for; the lower of role and purpose wins (rule V1). */
export const purposes = ['wall', 'console', 'me'] as const;
export type Purpose = (typeof purposes)[number];
