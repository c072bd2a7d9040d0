import { RowSkeleton } from "../../../../shell/row-skeleton.tsx";

export default function Loading() {
  return <RowSkeleton />;
}
