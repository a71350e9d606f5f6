/** The icon of the pages: a line that breaks. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0550ae"/><path d="M2 10h4l2-6 2 8 1-2h3" fill="none" stroke="#fff" stroke-width="1.5" stroke-linejoin="round"/></svg>`;
