import { Skeleton } from "../../../components/skeleton.tsx";

export default function Loading() {
  return (
    <div aria-busy className="flex flex-col gap-5">
      <Skeleton className="h-24 w-full rounded-lg" />
      <Skeleton className="h-8 w-full max-w-xs" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
