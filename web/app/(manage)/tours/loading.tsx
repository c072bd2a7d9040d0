import { Skeleton } from "../../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div
      aria-busy
      className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 pt-5 sm:px-6 lg:px-8 lg:pt-7"
    >
      <span className="flex items-center justify-between">
        <Skeleton className="h-9 w-40" />
        <Skeleton className="h-10 w-44 rounded-md" />
      </span>
      <Skeleton className="h-8 w-full max-w-md" />
      <div className="divide-y divide-line overflow-clip rounded-lg border border-line bg-surface">
        {Array.from({ length: 6 }, (_, index) => (
          <div key={index} className="flex items-center justify-between gap-6 px-4 py-3">
            <span className="flex flex-col gap-1.5">
              <Skeleton className="h-4 w-48" />
              <Skeleton className="h-3 w-28" />
            </span>
            <Skeleton className="h-4 w-32" />
          </div>
        ))}
      </div>
    </div>
  );
}
