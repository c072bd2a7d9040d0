/** Where this tab remembers that places of a date are held, so that its page leads back to them. */
export const keptOrderKey = (slug: string): string => `koncert-order:${slug}`;
