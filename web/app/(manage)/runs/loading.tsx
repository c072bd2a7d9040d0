import { Skeleton } from "../../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div
      aria-busy
      className="mx-auto flex w-full max-w-2xl flex-col gap-5 px-4 pt-5 sm:px-6 lg:px-8 lg:pt-7"
    >
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-56 w-full rounded-lg" />
      <Skeleton className="h-72 w-full rounded-lg" />
    </div>
  );
}
