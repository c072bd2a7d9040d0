import { getAccounts } from "#accounts/auth.ts";
import { asDiscovery, protectedResource } from "#accounts/discovery.ts";

export const dynamic = "force-dynamic";

export const GET = () => asDiscovery(protectedResource(getAccounts()));
