/** A request that may show documents; `{id}` stands for the id of one, `{conversation}` for that of a conversation. */
export interface Attempt {
  path: string;
  body?: unknown;
  accept?: string;
  /** Whether it shows something of the documents to one who may read all of them; of other ids than were asked for, and errors, it does not. */
  shows?: boolean;
}

const QUESTIONS = [
  'How much does the head of the company earn?',
  'What is this document about?',
  'Which documents do you have?',
  'Compare the documents',
  'What stands in section 1?',
  'Which amount is the largest?',
  'What happened in March 2031?',
];

const get = (path: string, shows = true): Attempt => ({ path, shows });
const chats = (path: string, bodyOf: (question: string) => object, more: Partial<Attempt> = {}): Attempt[] =>
  QUESTIONS.map((question) => ({ path, body: bodyOf(question), shows: question === QUESTIONS[0], ...more }));
const mcp = (method: string, params: object, shows = true): Attempt => ({
  path: '/mcp',
  body: { jsonrpc: '2.0', id: 1, method, params },
  accept: 'application/json, text/event-stream',
  shows,
});
const uiMessage = (text: string) => ({ messages: [{ role: 'user', parts: [{ type: 'text', text }] }] });
const message = (content: string) => ({ messages: [{ role: 'user', content }] });

/**
 * What to try at each route; `public` where it shows nothing of documents, `admin` where only those come who may read all.
 *
 * A route that is not here has no decision about who may see what it shows: make one, and add it.
 */
export const REQUESTS_OF_ROUTES: Record<string, Attempt[] | 'public' | 'admin'> = {
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /openapi.json': 'public',
  'GET /metrics': 'public',
  'GET /chat': 'public',
  'GET /admin/questions': 'admin',
  ...Object.fromEntries(
    ['widget.js', 'reader.js', 'library.js', 'questions.js', 'page-view.js', 'pdf-worker.js', 'reader.css'].map(
      (name) => [`GET /${name}`, 'public' as const],
    ),
  ),
  'POST /api/session': 'public',
  // What the form of the sign-in page is sent to.
  'POST /{*page}': 'public',
  'POST /api/sites': 'admin',
  'POST /api/sites/refresh': 'admin',
  'GET /v1/models': [get('/v1/models', false)],
  'GET /v1/models/:id': [get('/v1/models/pilcrow', false)],
  'POST /api/chat': [
    ...chats('/api/chat', (message) => ({ message })),
    ...chats('/api/chat', (message) => ({ message }), { accept: 'text/event-stream' }),
    { path: '/api/chat', body: { message: QUESTIONS[0], documentIds: ['{id}'] }, shows: true },
    { path: '/api/chat', body: { message: 'And what follows?', about: { documentId: '{id}', paragraph: 2 } } },
    { path: '/api/chat', body: { message: QUESTIONS[0], conversationId: '{conversation}' }, shows: true },
    { path: '/api/chat', body: { message: 'Where does it say that?', conversationId: '{conversation}' }, shows: true },
    { path: '/api/chat', body: { messages: [{ role: 'user', text: QUESTIONS[0] }] }, shows: true },
  ],
  'POST /api/ui-chat': chats('/api/ui-chat', uiMessage),
  'POST /v1/chat/completions': [
    ...chats('/v1/chat/completions', message),
    { path: '/v1/chat/completions', body: { ...message(QUESTIONS[0]!), stream: true }, shows: true },
    { path: '/v1/chat/completions', body: { ...message(QUESTIONS[0]!), documentIds: ['{id}'] }, shows: true },
  ],
  'POST /mcp': [
    mcp('tools/call', { name: 'ask', arguments: { question: QUESTIONS[0] } }),
    mcp('tools/call', { name: 'ask', arguments: { question: QUESTIONS[0], documentIds: ['{id}'] } }),
    mcp('tools/call', { name: 'search', arguments: { query: 'head of the company' } }),
    mcp('resources/list', {}),
    mcp('resources/read', { uri: 'pilcrow://documents/{id}' }),
  ],
  // Every method but POST is refused.
  ...Object.fromEntries(
    ['_ALL', 'GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'].map((method) => [`${method} /mcp`, 'public' as const]),
  ),
  'GET /api/search': [
    get('/api/search?q=head+of+the+company'),
    get('/api/search?q=head+of+the+company&documentIds={id}'),
    get('/api/search?q=head&tags=nothing', false),
  ],
  'GET /api/introduction': [get('/api/introduction?language=en'), get('/api/introduction?documentIds={id}')],
  'GET /api/conversations/:id': [get('/api/conversations/{conversation}')],
  'POST /api/conversations/:id/feedback': [
    { path: '/api/conversations/{conversation}/feedback', body: { thumb: 'up' } },
  ],
  'DELETE /api/conversations/:id': [{ path: '/api/conversations/{conversation}' }],
  'POST /api/explain': 'admin',
  'POST /api/index': 'admin',
  'POST /api/documents': 'admin',
  'PUT /api/documents/:id': 'admin',
  'PATCH /api/documents/:id': 'admin',
  'DELETE /api/documents/:id': 'admin',
  'GET /api/documents': [get('/api/documents')],
  'GET /api/documents/:id': [get('/api/documents/{id}')],
  'GET /api/documents/:id/file': [get('/api/documents/{id}/file', false)],
  'GET /api/documents/:id/positions': [get('/api/documents/{id}/positions?start=0&end=5', false)],
  'GET /': [get('/'), get('/?tag=board')],
  'GET /documents/:id': [get('/documents/{id}'), { path: '/documents/{id}', accept: 'text/html', shows: true }],
};
