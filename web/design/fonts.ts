import localFont from "next/font/local";

/**
 * One glyph, the narrow no-break space at a quarter of an em: neither face has it, and what browsers
 * put in its place is too thin to part thousands.
 */
const fineSpace = localFont({
  src: "./fine-space.woff2",
  variable: "--font-fine-space",
  display: "swap",
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+202F" }],
});
const geist = localFont({
  src: "../../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
  variable: "--font-geist",
  weight: "100 900",
  display: "swap",
});
const geistMore = localFont({
  src: "../../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2",
  variable: "--font-geist-more",
  weight: "100 900",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    { prop: "unicode-range", value: "U+0100-02BA,U+02BD-02C5,U+1E00-1EFF,U+2C60-2C7F" },
  ],
});
/**
 * Bricolage Grotesque (SIL OFL 1.1) at optical size 36, weights 500 to 800: half the bytes of the
 * variable file, on every first visit.
 */
const bricolage = localFont({
  src: "./bricolage.woff2",
  variable: "--font-bricolage",
  weight: "500 800",
  display: "swap",
});
const bricolageMore = localFont({
  src: "../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-ext-opsz-normal.woff2",
  variable: "--font-bricolage-more",
  weight: "200 800",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    { prop: "unicode-range", value: "U+0100-02BA,U+02BD-02C5,U+1E00-1EFF,U+2C60-2C7F" },
  ],
});

/** Class names that define the font variables which tokens.css reads. */
export const fontVariables = [fineSpace, geist, geistMore, bricolage, bricolageMore]
  .map((font) => font.variable)
  .join(" ");
