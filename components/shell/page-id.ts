/** The element a page stands in: where the skip link leads and the focus goes after a jump. */
export const pageId = 'page';
