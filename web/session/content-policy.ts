/**
 * What a page may load: scripts that carry this answer's nonce and what they load themselves, and
 * nothing from elsewhere. `wasm`: the door reads codes with a module of its own where the browser cannot.
 */
export function contentPolicy(nonce: string, { wasm = false } = {}): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${wasm ? " 'wasm-unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
