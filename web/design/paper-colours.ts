/** The paper of tokens.css, for what the browser paints around a page. */
export const paper = { light: "#f8f4ec", dark: "#110c0d" } as const;
