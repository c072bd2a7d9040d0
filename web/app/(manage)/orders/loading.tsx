import { ListSkeleton } from "../../../lists/list-skeleton.tsx";

export default function Loading() {
  return <ListSkeleton figures />;
}
