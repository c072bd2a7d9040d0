/** Tables whose changes stand, as `koncert.guard` declares them: a call that touched one is not taken back. */
export const irreversibleTables: ReadonlySet<string> = new Set([
  "campaign_recipients",
  "check_ins",
  "consents",
  "data_requests",
  "door_devices",
  "integrations",
  "invitations",
  "order_items",
  "orders",
  "payments",
  "refunds",
  "signing_keys",
  "tickets",
]);
