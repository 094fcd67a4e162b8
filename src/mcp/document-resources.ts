import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server';
import type { DocumentSummary } from '../protocol/documents.ts';
import { languageName } from '../text/language-tags.ts';
import type { McpServerOptions } from './mcp-server-options.ts';

const ADDRESS = 'pilcrow://documents/';
const MIME_TYPE = 'text/plain';

/** Registers the documents as resources: the list of them, and the canonical text of each. */
export function registerDocumentResources(server: McpServer, { assistant, reportFailure }: McpServerOptions): void {
  const list = async () => ({ resources: (await assistant.documents()).map(describeDocument) });
  const read = async (address: string) => {
    const id = documentIdOf(address);
    const document = id === null ? null : await assistant.document(id);
    if (document) return { contents: [{ uri: address, mimeType: MIME_TYPE, text: document.text }] };
    const state = 'there is no such document; resources/list gives those there are';
    throw new ResourceNotFoundError(address, `Cannot read "${address}": ${state}`);
  };
  server.registerResource(
    'document',
    new ResourceTemplate(`${ADDRESS}{id}`, { list: () => withPublicErrors(list, reportFailure) }),
    {
      title: 'Document',
      description: 'The canonical text of a document; quotes and offsets refer to it',
      mimeType: MIME_TYPE,
    },
    ({ href }) => withPublicErrors(() => read(href), reportFailure),
  );
}

function describeDocument({ id, title, paragraphs, language, tags }: DocumentSummary) {
  const name = languageName(language, 'en');
  const written = name === null ? '' : `, in ${name}`;
  const tagged = tags.length === 0 ? '' : `; tags: ${tags.join(', ')}`;
  return {
    uri: `${ADDRESS}${encodeURIComponent(id)}`,
    name: id,
    title,
    description: `${paragraphs} ${paragraphs === 1 ? 'paragraph' : 'paragraphs'}${written}${tagged}`,
    mimeType: MIME_TYPE,
  };
}

/** The id in the address of a document; null when its %-encoding is invalid. */
function documentIdOf(address: string): string | null {
  try {
    return decodeURIComponent(address.slice(ADDRESS.length));
  } catch {
    return null;
  }
}

/** Formats failures for clients: the SDK would send the message of any error as it is. */
async function withPublicErrors<Result>(
  work: () => Promise<Result>,
  reportFailure: McpServerOptions['reportFailure'],
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError(ProtocolErrorCode.InternalError, reportFailure(error).message);
  }
}
