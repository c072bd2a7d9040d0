import type { Env } from "../env.ts";
import { appleWallet } from "./apple.ts";
import { googleWallet, plain } from "./google.ts";
import { testSigner } from "./test-signer.ts";
import type { Wallet } from "./wallet.ts";

type Settings = Pick<
  Env,
  | "KONCERT_DATA_DIR"
  | "KONCERT_URL"
  | "APPLE_WALLET_PASS_TYPE"
  | "APPLE_WALLET_TEAM"
  | "APPLE_WALLET_CERTIFICATE"
  | "APPLE_WALLET_KEY"
  | "APPLE_WALLET_KEY_PASSPHRASE"
  | "APPLE_WALLET_WWDR"
  | "GOOGLE_WALLET_ISSUER"
  | "GOOGLE_WALLET_ACCOUNT"
>;

/** Apple Wallet with the certificate of the environment, else a test one; Google Wallet where an account is given. */
export function openWallet(env: Settings): Wallet {
  const apple = {
    passType: env.APPLE_WALLET_PASS_TYPE,
    team: env.APPLE_WALLET_TEAM,
    certificate: env.APPLE_WALLET_CERTIFICATE,
    key: env.APPLE_WALLET_KEY,
    wwdr: env.APPLE_WALLET_WWDR,
  };
  const { passType, team, certificate, key, wwdr } = apple;
  return {
    siteUrl: env.KONCERT_URL,
    apple:
      passType && team && certificate && key && wwdr
        ? appleWallet(false, async () => ({
            passType,
            team,
            certificate: plain(certificate),
            key: plain(key),
            wwdr: plain(wwdr),
            passphrase: env.APPLE_WALLET_KEY_PASSPHRASE,
            test: false,
          }))
        : appleWallet(true, () => testSigner(env.KONCERT_DATA_DIR)),
    google:
      env.GOOGLE_WALLET_ISSUER && env.GOOGLE_WALLET_ACCOUNT
        ? googleWallet({
            issuer: env.GOOGLE_WALLET_ISSUER,
            account: env.GOOGLE_WALLET_ACCOUNT,
            siteUrl: env.KONCERT_URL,
          })
        : null,
  };
}
