/** What `Agog-Spec` says in the messages that are written here, and the one format that can be read. */
export const reportFormat = 1;

/** What a report is when nobody says otherwise. */
export const defaultContentType = 'text/markdown; charset=utf-8';
