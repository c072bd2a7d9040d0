import type { Env } from "../env.ts";
import { billetweb } from "./billetweb.ts";
import type { SalesPlatforms } from "./sales-platforms.ts";
import { shotgun } from "./shotgun.ts";
import { weezevent } from "./weezevent.ts";

/** The platforms that can be asked, at their own addresses unless the environment names others. */
export function openSalesPlatforms(
  env: Pick<Env, "WEEZEVENT_URL" | "BILLETWEB_URL" | "SHOTGUN_URL" | "SHOTGUN_EVENTS_URL">,
): SalesPlatforms {
  return {
    weezevent: weezevent(env.WEEZEVENT_URL),
    billetweb: billetweb(env.BILLETWEB_URL),
    shotgun: shotgun(env.SHOTGUN_URL, env.SHOTGUN_EVENTS_URL),
  };
}
