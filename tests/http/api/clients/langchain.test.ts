import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai';
import { openIndexedAssistant } from '../../../support/indexed-assistant.ts';
import { type ServedApp, serveApp } from '../../../support/serve-app.ts';

const QUESTION = 'Когда подписана декларация?';

describe('ChatOpenAI of LangChain', () => {
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
  let served: ServedApp;
  before(async () => {
    indexed = await openIndexedAssistant();
    served = await serveApp({ assistant: indexed.assistant });
  });
  after(async () => {
    await served?.stop();
    await indexed?.discard();
  });

  const modelOf = (fields: ChatOpenAIFields = {}) =>
    new ChatOpenAI({
      model: 'pilcrow',
      apiKey: 'none',
      configuration: { baseURL: `${served.url}/v1` },
      ...fields,
    });

  it('gets the answer, and drops its citations', async () => {
    const answer = await modelOf().invoke(QUESTION);
    assert.match(String(answer.content), /28 ноября 2024/);
    assert.doesNotMatch(JSON.stringify(answer), /url_citation/);
  });

  it('keeps them in the response of the server, as the documentation says', async () => {
    const answer = await modelOf({ __includeRawResponse: true }).invoke(QUESTION);
    const { choices } = answer.additional_kwargs.__raw_response as {
      choices: { message: { annotations: { url_citation: { url: string } }[] } }[];
    };
    const [annotation] = choices[0]!.message.annotations;
    assert.equal(annotation?.url_citation.url, `${served.url}/documents/csto-declaration-2024#paragraph-38`);
  });
});
