import { Skeleton } from "../../../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div
      aria-busy
      className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-4 pt-5 sm:px-6 lg:px-8 lg:pt-7"
    >
      <Skeleton className="h-5 w-32" />
      <span className="flex items-center gap-4">
        <Skeleton className="h-10 w-24" />
        <span className="flex flex-1 flex-col gap-2">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-4 w-64" />
        </span>
        <Skeleton className="h-10 w-36 rounded-md" />
      </span>
      <Skeleton className="h-11 w-full" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <span className="flex flex-col gap-5">
          <Skeleton className="h-56 w-full rounded-lg" />
          <Skeleton className="h-72 w-full rounded-lg" />
        </span>
        <span className="flex flex-col gap-5">
          <Skeleton className="h-44 w-full rounded-lg" />
          <Skeleton className="h-40 w-full rounded-lg" />
        </span>
      </div>
    </div>
  );
}
