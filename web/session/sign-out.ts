import { postAccount } from "./post-account.ts";

export async function signOut() {
  await postAccount("/sign-out", {});
  window.location.assign("/sign-in");
}
