"use client";

import { Bell, CalendarDays, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ShowCard } from "../cards/show-card.tsx";
import { CatalogueProvider } from "../shell/catalogue.ts";
import { Button, IconButton } from "../components/button.tsx";
import { DateRow } from "../components/date-row.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Facts } from "../components/facts.tsx";
import { PasswordField, TextField } from "../components/field.tsx";
import { LineLink, Lines } from "../components/line-link.tsx";
import { Meter } from "../components/meter.tsx";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { DateRowSkeleton } from "../components/skeleton.tsx";
import { Status } from "../components/status.tsx";
import { Segments } from "../components/tabs.tsx";
import { Toasts } from "../components/toast.tsx";
import { chooseTheme } from "../session/choose-preference.ts";
import { ConversationSample } from "./conversation-sample.tsx";
import { OverlaySamples } from "./overlay-samples.tsx";
import { cards, dates } from "./sample-cards.ts";
import { Wordmark } from "./wordmark.tsx";

const colours = [
  "paper",
  "surface",
  "sunken",
  "raised",
  "line",
  "edge",
  "ink",
  "ink-soft",
  "ink-faint",
  "signal",
  "signal-wash",
  "option",
  "option-wash",
  "confirmed",
  "confirmed-wash",
  "on-sale",
  "on-sale-wash",
  "danger",
  "danger-wash",
];
const sizes = ["text-3xl", "text-2xl", "text-xl", "text-lg", "text-base", "text-sm", "text-xs"];
const catalogue = [
  {
    name: "tours_hold_performance",
    title: "Poser une option",
    example: "",
    effect: "write" as const,
  },
  { name: "tours_list_dates", title: "Lister les dates", example: "", effect: "read" as const },
  {
    name: "tours_cancel_performance",
    title: "Annuler une date",
    example: "",
    effect: "irreversible" as const,
  },
];

/** Every element in each of its states, on realistic data. */
export function Gallery() {
  const t = useTranslations("design");
  return (
    <CatalogueProvider value={catalogue}>
      <Toasts>
        <main className="mx-auto flex max-w-4xl flex-col gap-14 px-4 py-10 sm:px-8">
          <header className="flex flex-wrap items-end justify-between gap-6">
            <div>
              <Wordmark height={36} />
              <h1 className="mt-6 font-display text-2xl font-semibold tracking-tight">
                {t("title")}
              </h1>
              <p className="text-soft">{t("intro")}</p>
            </div>
            <ThemeChoice />
          </header>
          <Part title={t("colours")}>
            <ul className="grid grid-cols-3 gap-2 text-xs sm:grid-cols-5">
              {colours.map((name) => (
                <li key={name} className="overflow-clip rounded-md border border-line">
                  <span className="block h-12" style={{ background: `var(--${name})` }} />
                  <span className="block bg-surface px-2 py-1">{name}</span>
                </li>
              ))}
              <li className="overflow-clip rounded-md border border-line">
                <span className="block h-12" style={{ background: "var(--footlights)" }} />
                <span className="block bg-surface px-2 py-1">footlights</span>
              </li>
            </ul>
          </Part>
          <Part title={t("type")}>
            <div className="flex flex-col gap-2">
              {sizes.map((size, index) => (
                <p
                  key={size}
                  className={`${size} ${index < 4 ? "font-display font-semibold tracking-tight" : ""}`}
                >
                  12 mars 2027, 19 h 30, 1 240,50 €
                </p>
              ))}
            </div>
          </Part>
          <Part title={t("buttons")}>
            <div className="flex flex-wrap items-center gap-2">
              {(["signal", "ink", "outline", "quiet", "danger"] as const).map((look) => (
                <Button key={look} look={look}>
                  {t("open")}
                </Button>
              ))}
              <Button look="signal" busy>
                {t("open")}
              </Button>
              <Button look="signal" disabled>
                {t("open")}
              </Button>
              <Button size="sm" icon={<Plus className="size-4" />}>
                {t("open")}
              </Button>
              <IconButton label={t("open")}>
                <Bell />
              </IconButton>
            </div>
          </Part>
          <Part title={t("fields")}>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                label="Ville"
                placeholder="Bar-le-Duc"
                hint="Avec le pays hors de France."
              />
              <TextField label="Ville" defaultValue="Bar le Duke" error="Aucune ville de ce nom." />
              <PasswordField label="Mot de passe" defaultValue="motdepasse" />
              <TextField label="Structure" defaultValue="Les Tourneurs du Soir" disabled />
            </div>
          </Part>
          <Part title={t("statuses")}>
            <div className="flex flex-wrap gap-x-6 gap-y-3">
              {[1, 2, 3].map((rank) => (
                <Status key={rank} status="option" rank={rank} />
              ))}
              <Status status="confirmed" />
              <Status status="on_sale" share={0.2} />
              <Status status="on_sale" share={0.72} />
              <Status status="played" />
              <Status status="settled" />
              <Status status="cancelled" />
            </div>
            <div className="mt-6 grid gap-4 sm:grid-cols-2">
              <Meter value={1437} of={2000} label="places" />
              <Meter value={2000} of={2000} label="places" />
            </div>
          </Part>
          <Part title={t("dates")}>
            <Panel flush>
              <div className="@container divide-y divide-line">
                {dates.slice(0, 4).map((date) => (
                  <DateRow key={date.id} date={date} />
                ))}
                <DateRowSkeleton />
              </div>
            </Panel>
          </Part>
          <Part title={t("cards")}>
            <div className="flex max-w-3xl flex-col gap-5">
              {cards.map((card) => (
                <ShowCard key={card.kind} card={card} />
              ))}
              <ShowCard
                card={{ kind: "dates", title: "Nuit Claire 2027", dates, total: 24, view: "map" }}
              />
              <ShowCard
                card={{ kind: "dates", title: "Février 2028", dates: [], total: 0, view: "list" }}
              />
            </div>
          </Part>
          <Part title={t("conversation")}>
            <ConversationSample />
          </Part>
          <Part title={t("overlays")}>
            <OverlaySamples />
          </Part>
          <Part title={t("states")}>
            <div className="flex flex-col gap-3">
              <Notice>Claude ne répond pas. L’interpréteur intégré prend le relais.</Notice>
              <Notice tone="warning" title="Hors connexion">
                Le message partira quand la connexion sera revenue.
              </Notice>
              <Notice
                tone="error"
                title="La réponse s’est interrompue"
                action={<Button size="sm">Réessayer</Button>}
              >
                Ce qui a été fait reste enregistré.
              </Notice>
              <Panel>
                <EmptyState
                  icon={<CalendarDays />}
                  title="Aucune date"
                  action={<Button look="signal">Coller un routing</Button>}
                >
                  Collez une liste de dates : chaque ligne devient une date avec sa salle.
                </EmptyState>
              </Panel>
              <Panel title="Le Silo" subtitle="Salle de concert · Marseille">
                <Facts
                  facts={[
                    { label: "Jauge", value: "2 000" },
                    { label: "Adresse", value: "35 quai du Lazaret\n13002 Marseille" },
                    { label: "Site web", value: null },
                  ]}
                />
              </Panel>
              <Panel title="Tournées" flush>
                <Lines>
                  <li>
                    <LineLink
                      href="/design"
                      title="Organique Tour"
                      detail="En préparation"
                      end="12 dates"
                    />
                  </li>
                </Lines>
              </Panel>
            </div>
          </Part>
        </main>
      </Toasts>
    </CatalogueProvider>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-4 font-display text-xl font-semibold tracking-tight">{title}</h2>
      {children}
    </section>
  );
}

function ThemeChoice() {
  const t = useTranslations("person");
  const [theme, setTheme] = useState<"light" | "dark" | "system">("system");
  return (
    <Segments
      label={t("theme")}
      value={theme}
      onChange={(next) => {
        setTheme(next);
        chooseTheme(next);
      }}
      options={(["system", "light", "dark"] as const).map((value) => ({
        value,
        label: t(`themes.${value}`),
      }))}
    />
  );
}
