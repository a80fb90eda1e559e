/** A server's users: everybody, and one who may have no consumers. */
export const withReader = `authorization { users: [
  { user: all, password: p }
  { user: reader, password: p, permissions: { publish: { deny: ["$JS.API.CONSUMER.>"] } } }
] }
no_auth_user: all`;

export const reader = { user: 'reader', pass: 'p' };
