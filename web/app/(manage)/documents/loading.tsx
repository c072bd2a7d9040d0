export { ListSkeleton as default } from "../../../lists/list-skeleton.tsx";
