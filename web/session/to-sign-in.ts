/** Leads a download that nobody is signed in for to the page that signs in, on whatever host it was asked of. */
export const toSignIn = () =>
  new Response(null, { status: 303, headers: { location: "/sign-in" } });
