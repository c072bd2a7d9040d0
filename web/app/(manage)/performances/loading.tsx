import { DateRowSkeleton, Skeleton } from "../../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div
      aria-busy
      className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 pt-5 sm:px-6 lg:px-8 lg:pt-7"
    >
      <span className="flex items-center justify-between">
        <Skeleton className="h-9 w-32" />
        <Skeleton className="h-10 w-40 rounded-md" />
      </span>
      <Skeleton className="h-8 w-full max-w-2xl" />
      <div className="divide-y divide-line overflow-clip rounded-lg border border-line bg-surface">
        {Array.from({ length: 9 }, (_, index) => (
          <DateRowSkeleton key={index} />
        ))}
      </div>
    </div>
  );
}
