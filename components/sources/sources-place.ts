/** Where pages about one source lead back to. */
export const sourcesPlace = { href: '/sources', label: 'Sources' };
