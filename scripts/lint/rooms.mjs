import path from "node:path";

/** What each room may import besides itself: ARCHITECTURE.md. */
export const rooms = {
  supabase: [],
  database: ["supabase"],
  integrations: [],
  recognise: ["integrations"],
  accounts: ["database", "integrations"],
  tools: ["database", "integrations", "recognise", "accounts"],
  agent: ["database", "integrations", "recognise", "tools"],
  demo: ["tools"],
  workflows: ["agent", "database", "integrations", "slack-bot", "tools"],
  "slack-bot": ["agent", "database", "integrations", "tools"],
  web: [
    "accounts",
    "agent",
    "database",
    "demo",
    "integrations",
    "mcp-server",
    "recognise",
    "slack-bot",
    "tools",
    "workflows",
  ],
  "mcp-server": ["accounts", "agent", "database", "integrations", "tools"],
  evals: "all",
  bench: "all",
  scripts: "all",
};

/** Packages that a room must not know. */
const strangers = {
  tools:
    /^(next|react|react-dom|@slack\/|@modelcontextprotocol\/|inngest|ai$|@ai-sdk\/|@anthropic-ai\/)/,
  recognise: /^(next|react|pg|kysely|ai$|@ai-sdk\/)/,
  agent: /^(next|react|pg$|kysely)/,
  web: /^(pg|kysely)$/,
  "slack-bot": /^(next|react|pg|kysely|ai$|@ai-sdk\/|@anthropic-ai\/)/,
  "mcp-server": /^(next|react|pg|kysely|ai$)/,
};

const root = path.resolve(import.meta.dirname, "../..");

function check(context, node, source) {
  const file = path.relative(root, context.filename);
  const room = file.split(path.sep)[0];
  const allowed = rooms[room];
  if (allowed === undefined) return;
  let target;
  if (source.startsWith("#")) target = source.slice(1).split("/")[0];
  else if (source.startsWith(".")) {
    target = path
      .relative(root, path.resolve(path.dirname(context.filename), source))
      .split(path.sep)[0];
    if (target !== room && target in rooms) {
      context.report({ node, message: `Import another room as #${target}/…` });
      return;
    }
  }
  if (target === undefined) {
    if (strangers[room]?.test(source) && !/\.test\.tsx?$/.test(file)) {
      context.report({ node, message: `${room}/ must not import ${source}: see ARCHITECTURE.md.` });
    }
    return;
  }
  if (target === room || !(target in rooms) || allowed === "all") return;
  if (/\.test\.tsx?$/.test(file) && (target === "database" || target === "accounts")) return;
  const forTests = /(^|\/)testing\//.test(file) || room === "scripts";
  if (!forTests && source.startsWith("#database/testing/")) {
    context.report({ node, message: "database/testing is for tests." });
    return;
  }
  if (!allowed.includes(target)) {
    context.report({ node, message: `${room}/ must not import ${target}/: see ARCHITECTURE.md.` });
  }
}

const direction = {
  create: (context) => ({
    ImportDeclaration: (node) => check(context, node, node.source.value),
    ExportNamedDeclaration: (node) => node.source && check(context, node, node.source.value),
    ExportAllDeclaration: (node) => check(context, node, node.source.value),
    ImportExpression: (node) =>
      node.source.type === "Literal" && check(context, node, String(node.source.value)),
  }),
};

/** SQL is spoken in tools/, database/ and accounts/; a connection is opened only by the pool. */
const onlyAsActor = {
  create(context) {
    const file = path.relative(root, context.filename);
    if (/^(database|accounts|bench|scripts|supabase)\//.test(file) || /\.test\.tsx?$/.test(file))
      return {};
    return {
      MemberExpression(node) {
        if (
          node.property.name === "pool" &&
          /database|db/i.test(context.sourceCode.getText(node.object))
        ) {
          context.report({ node, message: "There is no way to a connection but asActor." });
        }
      },
    };
  },
};

export default {
  meta: { name: "koncert" },
  rules: { "room-imports": direction, "only-as-actor": onlyAsActor },
};
