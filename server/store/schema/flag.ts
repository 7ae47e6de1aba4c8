/** Yes or no in a form that both engines have. */
export type Flag = 0 | 1;
