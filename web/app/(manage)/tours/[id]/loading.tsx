import { DateRowSkeleton, Skeleton } from "../../../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div
      aria-busy
      className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 pt-5 sm:px-6 lg:px-8 lg:pt-7"
    >
      <Skeleton className="h-5 w-28" />
      <span className="flex items-center justify-between">
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-10 w-56 rounded-md" />
      </span>
      <Skeleton className="h-24 w-full" />
      <div className="divide-y divide-line overflow-clip rounded-lg border border-line bg-surface">
        {Array.from({ length: 8 }, (_, index) => (
          <DateRowSkeleton key={index} />
        ))}
      </div>
    </div>
  );
}
