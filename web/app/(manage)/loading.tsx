import { Skeleton } from "../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div
      aria-busy
      className="mx-auto flex h-full w-full max-w-3xl flex-col gap-6 px-4 pt-10 sm:px-6"
    >
      <Skeleton className="ml-auto h-12 w-64 rounded-lg" />
      <Skeleton className="h-4 w-48" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  );
}
