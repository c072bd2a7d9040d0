"use client";

import dynamic from "next/dynamic";
import { Panel } from "../components/panel.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { flatten } from "../cards/map/project.ts";

const GroundMap = dynamic(
  () => import("../cards/map/ground-map.tsx").then((map) => map.GroundMap),
  { ssr: false, loading: () => <Skeleton className="aspect-[10/7] rounded-none" /> },
);

/** Where one venue stands. */
export function VenueMap({
  title,
  name,
  label,
  latitude,
  longitude,
}: {
  title: string;
  name: string;
  label: string;
  latitude: number;
  longitude: number;
}) {
  return (
    <Panel title={title} level={2} flush>
      <div className="border-t border-line">
        <GroundMap
          stops={[{ key: name, label, spoken: name, ...flatten(longitude, latitude) }]}
          chosen={name}
          ratio={0.7}
          reach={0.035}
          onChoose={() => {}}
        />
      </div>
    </Panel>
  );
}
