import { getTranslations } from "next-intl/server";
import { Kbd } from "../../components/kbd.tsx";

const shortcuts = [
  ["palette", ["⌘ K", "Ctrl K"]],
  ["panel", ["⌘ J", "Ctrl J"]],
  ["send", ["↵"]],
  ["line", ["⇧ ↵"]],
  ["tools", ["/"]],
  ["edit", ["↑"]],
  ["stop", ["Esc"]],
  ["move", ["↑ ↓", "k j"]],
  ["select", ["x"]],
] as const;

export async function Shortcuts() {
  const t = await getTranslations("site.help.keys");
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-surface">
      {shortcuts.map(([key, keys]) => (
        <div key={key} className="flex items-center justify-between gap-4 px-4 py-2.5">
          <dt className="text-sm">{t(key)}</dt>
          <dd className="flex shrink-0 gap-1.5">
            {keys.map((one) => (
              <Kbd key={one}>{one}</Kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
