import { DateRowSkeleton, Skeleton } from "../../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div
      aria-busy
      className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 pt-7 sm:px-6 lg:px-8"
    >
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-12 w-full rounded-md" />
      <Skeleton className="h-24 w-full rounded-lg" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="rounded-lg border border-line bg-surface">
          {Array.from({ length: 5 }, (_, at) => (
            <DateRowSkeleton key={at} />
          ))}
        </div>
        <Skeleton className="h-64 w-full rounded-lg" />
      </div>
    </div>
  );
}
