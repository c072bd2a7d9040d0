import {
  Activity,
  Building2,
  CalendarDays,
  Cog,
  ContactRound,
  Drama,
  FileText,
  HandCoins,
  House,
  Inbox,
  type LucideIcon,
  MapPinned,
  MessageSquareText,
  MicVocal,
  Route,
  ScanLine,
  Settings,
  ShoppingBag,
  Ticket,
} from "lucide-react";

export type Place = {
  /** Its words are `nav.<name>`. */
  name: string;
  href: string;
  icon: LucideIcon;
  /** Shown to members who hold it. */
  permission?: string;
};

/** The pages of the workspace, as the side bar and ⌘K list them. */
export const places: { group: string; places: Place[] }[] = [
  {
    group: "work",
    places: [
      { name: "dashboard", href: "/dashboard", icon: House },
      { name: "chat", href: "/chat", icon: MessageSquareText, permission: "agent:use" },
      { name: "approvals", href: "/approvals", icon: Inbox, permission: "organization:read" },
    ],
  },
  {
    group: "touring",
    places: [
      { name: "performances", href: "/performances", icon: CalendarDays, permission: "tours:read" },
      { name: "tours", href: "/tours", icon: Route, permission: "tours:read" },
      { name: "artists", href: "/artists", icon: MicVocal, permission: "tours:read" },
      { name: "productions", href: "/productions", icon: Drama, permission: "tours:read" },
      { name: "venues", href: "/venues", icon: MapPinned, permission: "tours:read" },
    ],
  },
  {
    group: "audience",
    places: [
      { name: "ticketing", href: "/ticketing", icon: Ticket, permission: "ticketing:read" },
      { name: "orders", href: "/orders", icon: ShoppingBag, permission: "ticketing:read" },
      { name: "door", href: "/door", icon: ScanLine, permission: "door:scan" },
      { name: "contacts", href: "/contacts", icon: ContactRound, permission: "contacts:read" },
    ],
  },
  {
    group: "office",
    places: [
      { name: "documents", href: "/documents", icon: FileText, permission: "documents:read" },
      { name: "business", href: "/business", icon: HandCoins, permission: "business:read" },
      { name: "activity", href: "/activity", icon: Activity, permission: "organization:audit" },
      { name: "runs", href: "/runs", icon: Cog, permission: "organization:audit" },
    ],
  },
  {
    group: "organization",
    places: [
      {
        name: "organization",
        href: "/organization",
        icon: Building2,
        permission: "organization:read",
      },
      { name: "settings", href: "/settings", icon: Settings },
    ],
  },
];
