export { connectWebSocket } from './connect-web-socket.ts';
