import { Skeleton } from "../components/skeleton.tsx";

const rows = Array.from({ length: 12 }, (_, index) => index);

/** Holds the place of a page with a list, and of the figures above it, while it comes. */
export function ListSkeleton({ figures = false }: { figures?: boolean }) {
  return (
    <div
      aria-busy
      className="mx-auto flex h-full w-full max-w-6xl flex-col gap-5 px-4 pt-5 sm:px-6 lg:px-8 lg:pt-7"
    >
      <div className="flex items-center justify-between">
        <Skeleton className="h-8 w-40" />
        <Skeleton className="h-10 w-36 rounded-md" />
      </div>
      {figures && <Skeleton className="h-24 w-full rounded-lg" />}
      <Skeleton className="h-8 w-full max-w-xs" />
      <div className="divide-y divide-line overflow-clip rounded-lg border border-line bg-surface">
        {rows.map((row) => (
          <div key={row} className="flex h-11 items-center gap-6 px-4">
            <Skeleton className="h-4 w-44" />
            <Skeleton className="h-4 w-24 max-sm:hidden" />
            <Skeleton className="ml-auto h-4 w-16" />
          </div>
        ))}
      </div>
    </div>
  );
}
