/** The roles that a member may have, strongest first; rights are in the table role_permissions. */
export const roleNames = ["owner", "manager", "accountant", "door_staff", "viewer"] as const;
export type Role = (typeof roleNames)[number];

export const roleWords: Record<Role, { fr: string; en: string }> = {
  owner: { fr: "Propriétaire", en: "Owner" },
  manager: { fr: "Responsable", en: "Manager" },
  accountant: { fr: "Comptable", en: "Accountant" },
  door_staff: { fr: "Contrôle d’accès", en: "Door staff" },
  viewer: { fr: "Lecture seule", en: "Viewer" },
};
