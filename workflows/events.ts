import { eventType } from "inngest";
import { z } from "zod";

const ofOrganization = z.object({ organizationId: z.guid() });

/** What durable functions are asked for, one event for each. All concern one organization. */
export const asked = {
  expireOptions: eventType("job/options.expire", { schema: ofOrganization }),
  scoreFans: eventType("job/fans.score", { schema: ofOrganization }),
  morningBrief: eventType("job/brief.send", { schema: ofOrganization }),
  syncPlatforms: eventType("job/platforms.sync", { schema: ofOrganization }),
};
