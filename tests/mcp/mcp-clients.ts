import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioClientTransportV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as StreamableHTTPClientTransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';

/** What the tests need of a result of a tool; content is all text here. */
export interface ToolOutcome {
  text: string;
  isError: boolean;
  structuredContent: unknown;
}

/** What the tests need of a client, whichever it is. */
export interface ConnectedClient {
  serverVersion(): { name: string; version: string } | undefined;
  listTools(): Promise<{ name: string; annotations?: object | undefined }[]>;
  callTool(name: string, parameters: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<ToolOutcome>;
  listResources(): Promise<
    { uri: string; name: string; title?: string | undefined; description?: string | undefined }[]
  >;
  listResourceTemplates(): Promise<{ uriTemplate: string }[]>;
  readResource(uri: string): Promise<unknown[]>;
  close(): Promise<void>;
}

/** A program to start, with the environment it gets. */
export interface Program {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
}

/** A client that real programs are made with. */
export interface ClientKind {
  connectHttp(address: URL, options?: { fetch?: typeof fetch }): Promise<ConnectedClient>;
  connectStdio(program: Program): Promise<ConnectedClient>;
}

const NAME = { name: 'pilcrow-tests', version: '1.0.0' };

/** Every client that is tested, by name: both lines of the official SDK, and both revisions of the protocol. */
export const CLIENTS: Record<string, ClientKind> = {
  'the v2 client, protocol of 2026': clientV2({ pin: '2026-07-28' }),
  'the v2 client, protocol of 2025': clientV2('legacy'),
  'the v1 client': clientV1(),
};

function clientV2(mode: 'legacy' | { pin: string }): ClientKind {
  const connect = async (transport: StreamableHTTPClientTransport | StdioClientTransport): Promise<ConnectedClient> => {
    const client = new Client(NAME, { versionNegotiation: { mode } });
    await client.connect(transport);
    return {
      serverVersion: () => client.getServerVersion(),
      listTools: async () => (await client.listTools()).tools,
      callTool: async (name, parameters, options) =>
        outcome(await client.callTool({ name, arguments: parameters }, options)),
      listResources: async () => (await client.listResources()).resources,
      listResourceTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
      readResource: async (uri) => (await client.readResource({ uri })).contents,
      close: () => client.close(),
    };
  };
  return {
    connectHttp: (address, options) => connect(new StreamableHTTPClientTransport(address, options)),
    connectStdio: (program) => connect(new StdioClientTransport({ ...program, stderr: 'ignore' })),
  };
}

function clientV1(): ClientKind {
  const connect = async (transport: TransportV1): Promise<ConnectedClient> => {
    const client = new ClientV1(NAME);
    await client.connect(transport);
    return {
      serverVersion: () => client.getServerVersion(),
      listTools: async () => (await client.listTools()).tools,
      callTool: async (name, parameters, options) =>
        outcome(await client.callTool({ name, arguments: parameters }, undefined, options)),
      listResources: async () => (await client.listResources()).resources,
      listResourceTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
      readResource: async (uri) => (await client.readResource({ uri })).contents,
      close: () => client.close(),
    };
  };
  return {
    // Its own classes do not match its own interface under exactOptionalPropertyTypes.
    connectHttp: (address, options) =>
      connect(new StreamableHTTPClientTransportV1(address, options) as unknown as TransportV1),
    connectStdio: (program) => connect(new StdioClientTransportV1({ ...program, stderr: 'ignore' })),
  };
}

function outcome(result: Record<string, unknown>): ToolOutcome {
  const content = result.content as { type: string; text: string }[];
  return {
    text: content.map(({ text }) => text).join('\n'),
    isError: result.isError === true,
    structuredContent: result.structuredContent,
  };
}
