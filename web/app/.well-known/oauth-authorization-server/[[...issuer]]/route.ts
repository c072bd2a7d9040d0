import { getAccounts } from "#accounts/auth.ts";
import { asDiscovery, authorizationServer } from "#accounts/discovery.ts";

export const dynamic = "force-dynamic";

export const GET = async () => asDiscovery(await authorizationServer(getAccounts()));
