import type { ReportHead } from '@agog/deliverables-core';
import { fenceReport } from '@agog/deliverables-reading';
import {
  ProtocolError,
  ProtocolErrorCode,
  type Resource,
  ResourceNotFoundError,
  type Server,
} from '@modelcontextprotocol/server';
import { refuse } from '../desk/refuse.ts';
import {
  buildResourceUri,
  parseResourceUri,
  type ResourceName,
  resourceTemplate,
} from '../desk/resource-uri.ts';
import type { ServerDesk } from '../desk/server-desk.ts';

/** Lists and reads reports as resources. */
export const serveResources = (server: Server, desk: ServerDesk): void => {
  const { client, listings, timeout } = desk;
  server.setRequestHandler('resources/list', async ({ params }, { mcpReq: { signal } }) => {
    const list = async () =>
      (await client.listReports({}, { signal, timeout }).catch(refuse)).map(resourceOf);
    const page = await listings.page(params?.cursor, list);
    if (page) return { ...page, resources: [...page.resources] };
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'The cursor is none of ours.');
  });

  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [
      {
        name: 'report',
        title: 'Report of an agent',
        uriTemplate: resourceTemplate,
        description: 'The latest revision, whole. The tool read_report reads the part you need.',
        mimeType: 'text/plain',
      },
    ],
  }));

  server.setRequestHandler('resources/read', async ({ params: { uri } }, { mcpReq }) => {
    const name = requireResource(uri);
    const options = { signal: mcpReq.signal, timeout };
    const report = await client.fetchReport(name, options).catch(refuse);
    if (!report) throw new ResourceNotFoundError(uri);
    const text = fenceReport(report.content, report);
    return { contents: [{ uri, mimeType: 'text/plain', text }] };
  });
};

/** What an address names; one that is none of ours is the client's mistake. */
export const requireResource = (uri: string): ResourceName =>
  parseResourceUri(uri) ?? failUnknown(uri);

const failUnknown = (uri: string): never => {
  const message = `${JSON.stringify(uri.slice(0, 200))} is no report; they are ${resourceTemplate}.`;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
};

const resourceOf = (head: ReportHead): Resource => {
  const { agent, taskType, featureName, title, tokens, sequence } = head;
  const size = tokens ? `, ${tokens.count} tokens` : '';
  return {
    uri: buildResourceUri(head),
    name: `${agent}/${taskType}/${featureName}`,
    ...(title && { title }),
    description: `Revision ${sequence}${size}`,
    mimeType: 'text/plain',
    size: head.size,
    annotations: { lastModified: head.timestamp },
  };
};
