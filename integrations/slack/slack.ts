/** The tokens of a workspace's bot. Those that rotate end, and are renewed by the second. */
export type SlackTokens = { access: string; refresh: string | null; expiresAt: string | null };

/** A workspace that let the application in. */
export type SlackTeam = { team: string; name: string; botUser: string; tokens: SlackTokens };

/** The application in Slack as tools see it: how a workspace lets it in, and is let go. */
export interface Slack {
  readonly name: "slack";
  /** Whether a workspace can be added by signing in to it, besides by a token of its bot. */
  readonly signsIn: boolean;
  /** Where somebody who may add applications to a workspace lets this one in. */
  signInUrl(state: string, returnTo: string): string;
  /** The workspace that a finished sign-in stands for. Throws ProviderError. */
  exchange(code: string, returnTo: string): Promise<SlackTeam>;
  /** The workspace that a token of a bot belongs to. Throws ProviderError. */
  identify(token: string): Promise<SlackTeam>;
  /** New tokens in place of those that end. Throws ProviderError. */
  refresh(tokens: SlackTokens): Promise<SlackTokens>;
  /** Ends a token; one that has ended already is no fault. Throws ProviderError. */
  revoke(token: string): Promise<void>;
}
