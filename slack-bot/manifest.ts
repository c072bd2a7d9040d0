import { botScopes } from "#integrations/slack/scopes.ts";

/** The application as Slack's page « From an app manifest » takes it, for an installation at this address. */
export function slackManifest(baseUrl: string, by: "http" | "socket"): string {
  const at = (path: string) =>
    by === "http" ? { request_url: `${baseUrl}/api/slack/${path}` } : {};
  const { hostname } = new URL(baseUrl);
  return JSON.stringify(
    {
      display_information: {
        name: "KONCERT",
        description: "Tournées, dates, billetterie et accords, là où l’équipe se parle.",
        background_color: "#17171c",
      },
      features: {
        app_home: {
          home_tab_enabled: true,
          messages_tab_enabled: true,
          messages_tab_read_only_enabled: false,
        },
        bot_user: { display_name: "KONCERT", always_online: true },
        assistant_view: {
          assistant_description:
            "Voir, prévoir et régler les dates, la billetterie et les comptes.",
        },
        slash_commands: [
          {
            command: "/koncert",
            ...(by === "http" ? { url: `${baseUrl}/api/slack/commands` } : {}),
            description: "Voir ou faire quelque chose dans KONCERT",
            usage_hint: "les dates de mars",
            should_escape: true,
          },
        ],
        unfurl_domains: [hostname],
      },
      oauth_config: {
        ...(by === "http" ? { redirect_urls: [`${baseUrl}/api/slack/installed`] } : {}),
        scopes: { bot: [...botScopes] },
      },
      settings: {
        event_subscriptions: {
          ...at("events"),
          bot_events: [
            "app_home_opened",
            "app_mention",
            "app_uninstalled",
            "assistant_thread_started",
            "link_shared",
            "message.im",
            "tokens_revoked",
          ],
        },
        interactivity: { is_enabled: true, ...at("interactive") },
        org_deploy_enabled: false,
        socket_mode_enabled: by === "socket",
        token_rotation_enabled: by === "http",
      },
    },
    null,
    2,
  );
}
