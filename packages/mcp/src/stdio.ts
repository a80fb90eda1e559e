export type { McpService } from './desk/mcp-service.ts';
export type { McpServerOptions } from './server/open-desk.ts';
export { type ServeStdioOptions, serveStdio } from './stdio/serve-stdio.ts';
