import { classNames } from "../design/class-names.ts";

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classNames("shimmer block rounded-sm", className)} />;
}

/** Holds the place of date rows while they come. */
export function DateRowSkeleton() {
  return (
    <div className="grid grid-cols-[auto_1fr_auto] items-center gap-3 px-4 py-2.5">
      <Skeleton className="h-8 w-24" />
      <span className="flex flex-col gap-1.5">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-3 w-28" />
      </span>
      <Skeleton className="h-4 w-20" />
    </div>
  );
}
