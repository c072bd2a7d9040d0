import {
  isInitializeRequest,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
  type AuthInfo,
  type McpHttpHandler,
  type McpServerFactory,
} from "@modelcontextprotocol/server";

type Session = {
  transport: WebStandardStreamableHTTPServerTransport;
  holder: string;
  usedAt: number;
};
type Asking = { authInfo: AuthInfo; holder: string };

const mostSessions = 1_000;
const mostOfOne = 20;
const idleMs = 30 * 60_000;

/**
 * Serves clients before 2026-07-28 in sessions of this process, so that one can be asked for something
 * in the middle of a call. A session that this process does not know is answered with 404, and the client
 * begins a new one. Everything else goes on to `stateless`.
 */
export function createSessions(factory: McpServerFactory, stateless: McpHttpHandler["fetch"]) {
  const sessions = new Map<string, Session>();

  const open = async (request: Request, body: unknown, { authInfo, holder }: Asking) => {
    forgetOld(sessions, holder);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (id) => {
        sessions.set(id, { transport, holder, usedAt: Date.now() });
      },
      onsessionclosed: (id) => {
        sessions.delete(id);
      },
    });
    const server = await factory({ era: "legacy", authInfo });
    await server.connect(transport);
    return transport.handleRequest(request, { authInfo, parsedBody: body });
  };

  return async (request: Request, asking: Asking): Promise<Response> => {
    const { authInfo } = asking;
    const id = request.headers.get("mcp-session-id");
    if (id !== null) {
      const session = sessions.get(id);
      if (!session || session.holder !== asking.holder) return gone();
      session.usedAt = Date.now();
      return session.transport.handleRequest(request, { authInfo });
    }
    if (request.method !== "POST" || !(await isLegacyRequest(request))) {
      return stateless(request, { authInfo });
    }
    const body: unknown = await request
      .clone()
      .json()
      .catch(() => null);
    return isInitializeRequest(body)
      ? open(request, body, asking)
      : stateless(request, { authInfo });
  };
}

/** Those that nobody used for long, and the oldest of whoever opens too many. */
function forgetOld(sessions: Map<string, Session>, holder: string) {
  const byAge = [...sessions].toSorted((a, b) => a[1].usedAt - b[1].usedAt);
  const own = byAge.filter(([, session]) => session.holder === holder);
  const old = new Set([
    ...byAge.filter(([, { usedAt }]) => usedAt < Date.now() - idleMs),
    ...own.slice(0, Math.max(0, own.length + 1 - mostOfOne)),
    ...byAge.slice(0, Math.max(0, byAge.length + 1 - mostSessions)),
  ]);
  for (const [id, { transport }] of old) {
    sessions.delete(id);
    void transport.close();
  }
}

const gone = () =>
  Response.json(
    { jsonrpc: "2.0", id: null, error: { code: -32_001, message: "Session not found" } },
    { status: 404 },
  );
