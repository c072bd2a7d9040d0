import { DateRowSkeleton, Skeleton } from "../components/skeleton.tsx";

/** Holds the place of the page of one row while it comes. */
export function RowSkeleton() {
  return (
    <div
      aria-busy
      className="mx-auto flex h-full w-full max-w-6xl flex-col gap-5 px-4 pt-5 sm:px-6 lg:px-8 lg:pt-7"
    >
      <Skeleton className="h-4 w-20" />
      <Skeleton className="h-8 w-64" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <div className="divide-y divide-line overflow-clip rounded-lg border border-line bg-surface">
          <DateRowSkeleton />
          <DateRowSkeleton />
          <DateRowSkeleton />
          <DateRowSkeleton />
        </div>
        <Skeleton className="h-48 w-full rounded-lg" />
      </div>
    </div>
  );
}
