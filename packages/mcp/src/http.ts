export type { McpService } from './desk/mcp-service.ts';
export { type McpHttpService, type ServeHttpOptions, serveHttp } from './http/serve-http.ts';
export type { McpServerOptions } from './server/open-desk.ts';
