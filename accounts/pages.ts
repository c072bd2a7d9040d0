/** Where the accounts service sends a browser. */
export const pages = {
  signIn: "/sign-in",
  /** Asks for the code of the authenticator app; `next` is where to go afterwards. */
  secondFactor: "/sign-in/code",
  /** Chooses a new password; `token` comes with it. */
  resetPassword: "/reset-password",
  requestReset: "/forgot-password",
  /** Asks what an application may do, and in which organization. */
  consent: "/authorize",
} as const;
