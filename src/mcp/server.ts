/**
 * The MCP server on stdio: stdout carries JSON-RPC and nothing else. Arguments are checked against the schema that is
 * published; nothing that is thrown reaches a client in its own words.
 * https://modelcontextprotocol.io/specification/2025-11-25
 */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { checks, pageOf } from '../check/registry.js';
import { redact, traceOf } from '../edge/redact.js';
import { suggest } from '../ir/suggest.js';
import { visible } from '../report/visible.js';
import { type Answer, type Refusal, refusal, refused } from './answer.js';
import { tools } from './registry.js';
import { makeShelf, type Shelf } from './shelf.js';
import { type Arguments, annotations, type Call, type Operator, type Tool } from './tool.js';
import { makeTurnstile } from './turnstile.js';

const instructions =
  'Plans database migrations and says whether they are safe; changes nothing. Start with framework__plan_migration; explain tells what a finding’s code means; schema shows what the database is now.';

const atOnce = 2;
const mostWaiting = 100;

/** Read by people, not by the client: nothing of it is the model's business. */
const log = (text: string): void => {
  process.stderr.write(`altair mcp: ${text}\n`);
};

const validators = new AjvJsonSchemaValidator();

const wrongInput = (tool: Tool): ((args: Arguments) => Refusal | null) => {
  const valid = validators.getValidator(tool.definition.inputSchema);
  const properties = tool.definition.inputSchema['properties'];
  const known = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return (args) => {
    const checked = valid(args);
    if (checked.valid) return null;
    const stranger = Object.keys(args).find((key) => !known.includes(key));
    const near = stranger === undefined ? null : suggest(stranger, known);
    const why =
      stranger === undefined
        ? (checked.errorMessage ?? 'the arguments do not fit').replace(/^data/, 'the input')
        : `there is no argument "${stranger}"`;
    return refusal('input.invalid', why, [
      near === null ? `Arguments are ${known.join(', ')}.` : `Did you mean "${near}"?`,
    ]);
  };
};

const resultOf = (a: Answer): CallToolResult => ({
  content: a.content.map((c) => ({ ...c })),
  ...(a.structuredContent === undefined ? {} : { structuredContent: { ...a.structuredContent } }),
  ...(a.isError === true ? { isError: true } : {}),
});

const busy = refusal('busy', 'too many calls are waiting', ['Wait for the answers, then call again.'], true);
const defect = refusal('defect', 'this is a defect of altair; its log on stderr says more', [
  'Report it to the operator.',
]);

const pagePrefix = 'altair://checks/';

const resources = (server: Server, shelf: Shelf): void => {
  server.setRequestHandler(ListResourcesRequestSchema, async () => ({
    resources: [
      ...shelf.list(),
      ...checks.map((c) => ({
        uri: `${pagePrefix}${c.code}`,
        name: c.code,
        title: c.page.title,
        mimeType: 'text/plain',
      })),
    ],
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, async () => ({
    resourceTemplates: [
      {
        uriTemplate: 'altair://plan/{plan_id}/{paper}',
        name: 'plan',
        title: 'up.sql, down.sql, report.md or plan.json of a plan made in this session',
      },
      { uriTemplate: `${pagePrefix}{code}`, name: 'check', title: 'What a finding’s code means' },
    ],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    const page = uri.startsWith(pagePrefix) ? pageOf(uri.slice(pagePrefix.length)) : null;
    if (page !== null)
      return { contents: [{ uri, mimeType: 'text/plain', text: `${page.title}\n\n${page.why}\n\n${page.fix}\n` }] };
    const kept = shelf.find(uri);
    if (kept === null) throw new McpError(ErrorCode.InvalidParams, 'there is no such resource');
    return { contents: [{ uri, ...kept }] };
  });
};

interface Served {
  readonly server: Server;
  /** Resolves when no call is being answered; one whose client has gone has been told to stop. */
  readonly idle: () => Promise<unknown>;
}

const makeServer = (operator: Operator, version: string): Served => {
  const server = new Server(
    { name: 'altair', title: 'Altair migration intelligence', version },
    { capabilities: { tools: {}, resources: {} }, instructions },
  );
  const shelf = makeShelf();
  const turnstile = makeTurnstile(atOnce, mostWaiting);
  const checked = tools.map((tool) => ({ tool, wrong: wrongInput(tool) }));

  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: tools.map(({ definition }) => ({ ...definition, annotations: { ...annotations } })),
  }));

  const calls = new Set<Promise<unknown>>();

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const found = checked.find(({ tool }) => tool.definition.name === params.name);
    if (found === undefined) throw new McpError(ErrorCode.InvalidParams, 'there is no such tool');
    const args: Arguments = params.arguments ?? {};
    const wrong = found.wrong(args);
    if (wrong !== null) return resultOf(refused(wrong));
    const progressToken = extra._meta?.progressToken;
    let progress = 0;
    const call: Call = {
      operator,
      shelf,
      signal: extra.signal,
      progress: (message) => {
        if (progressToken === undefined || extra.signal.aborted) return;
        progress += 1;
        const params_ = { progressToken, progress, message };
        extra.sendNotification({ method: 'notifications/progress', params: params_ }).catch(() => undefined);
      },
    };
    try {
      // Who cancelled while waiting is not served.
      const called = turnstile.pass(async () => (extra.signal.aborted ? null : found.tool.call(args, call)));
      const over = called.catch(() => null);
      calls.add(over);
      const answer = await called.finally(() => calls.delete(over));
      return resultOf(answer ?? refused(busy));
    } catch (error) {
      log(`${found.tool.definition.name}: ${traceOf(error, process.env)}`);
      return resultOf(refused(defect));
    }
  });
  resources(server, shelf);
  server.onerror = (error) => log(visible(redact(error.message, process.env)));
  return { server, idle: () => Promise.all(calls) };
};

/** Milliseconds for databases to hear that nobody waits for their answers any more. */
const farewell = 2000;

/** Resolves when the client has gone, or somebody stops the program, and the databases have been told. */
export const serve = async (operator: Operator, version: string, signal: AbortSignal): Promise<void> => {
  const { server, idle } = makeServer(operator, version);
  const gone = new Promise<void>((resolve) => {
    server.onclose = resolve;
    for (const event of ['end', 'close'] as const) process.stdin.once(event, () => void server.close());
    signal.addEventListener('abort', () => void server.close(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  await gone;
  await Promise.race([idle(), new Promise((go) => setTimeout(go, farewell).unref())]);
};
